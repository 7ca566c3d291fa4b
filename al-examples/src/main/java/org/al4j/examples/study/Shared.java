package org.al4j.examples.study;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.ActiveModel;

/** A model and how many hold it; it is closed when the last lets go. Safe for several threads. */
final class Shared {
  private final ActiveModel<ClassLabel> model;
  private int holders = 1;

  /** A model with one holder. */
  Shared(ActiveModel<ClassLabel> model) {
    this.model = model;
  }

  ActiveModel<ClassLabel> model() {
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
