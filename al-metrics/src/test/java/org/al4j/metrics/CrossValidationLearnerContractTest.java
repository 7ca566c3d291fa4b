package org.al4j.metrics;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.Learner;
import org.al4j.testkit.ClassLearnerContract;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;

/**
 * The learner that a cross-validation gives the loop. (The evaluators' contract holds out texts,
 * which a cross-validation does not take.)
 */
class CrossValidationLearnerContractTest extends ClassLearnerContract<TinyClassifier> {
  private final CrossValidation<ClassLabel, TinyClassifier> validation =
      CrossValidation.of(new TinyLearner(), 3);

  @Override
  protected Learner<ClassLabel, TinyClassifier> learner() {
    return validation.learner(); // one for all models: it knows what the last was trained on
  }
}
