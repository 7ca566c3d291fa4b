package org.al4j.study.share;

import org.al4j.core.data.Annotation;
import org.al4j.core.model.ActiveModel;

/** A model and how many hold it; it is closed when the last lets go. Safe for several threads. */
final class Shared<A extends Annotation> {
  private final ActiveModel<A> model;
  private int holders = 1;

  /** A model with one holder. */
  Shared(ActiveModel<A> model) {
    this.model = model;
  }

  ActiveModel<A> model() {
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
