package org.al4j.testkit;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.Learner;

/** The testkit's learner passes the testkit's contract. */
class TinyLearnerTest extends ClassLearnerContract<TinyClassifier> {
  @Override
  protected Learner<ClassLabel, TinyClassifier> learner() {
    return new TinyLearner();
  }
}
