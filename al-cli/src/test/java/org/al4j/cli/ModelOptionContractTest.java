package org.al4j.cli;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.testkit.ClassLearnerContract;

/** A learner by the name that {@code --model} has keeps the testkit's contract. */
class ModelOptionContractTest extends ClassLearnerContract<ActiveModel<ClassLabel>> {
  @Override
  @SuppressWarnings("unchecked") // a learner of models is one of active models
  protected Learner<ClassLabel, ActiveModel<ClassLabel>> learner() {
    return (Learner<ClassLabel, ActiveModel<ClassLabel>>) ModelOption.of("tfidf", ClassLabel.class);
  }
}
