package org.al4j.examples.study;

import org.al4j.core.model.TextClassifier;

/** A model and how many hold it; it is closed when the last lets go. Safe for several threads. */
final class Shared {
  private final TextClassifier model;
  private int holders = 1;

  /** A model with one holder. */
  Shared(TextClassifier model) {
    this.model = model;
  }

  TextClassifier model() {
    return model;
  }

  synchronized void hold() {
    holders++;
  }

  synchronized void release() {
    if (--holders == 0) {
      model.close();
    }
  }
}
