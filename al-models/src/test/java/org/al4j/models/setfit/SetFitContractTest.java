package org.al4j.models.setfit;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.Learner;
import org.al4j.models.Fixtures;
import org.al4j.models.head.HeadEncoder;
import org.al4j.testkit.ClassLearnerContract;

/** SetFit keeps the testkit's contract. */
class SetFitContractTest extends ClassLearnerContract<SetFitClassifier> {
  @Override
  protected Learner<ClassLabel, SetFitClassifier> learner() {
    return SetFitLearner.of(
        HeadEncoder.of(Fixtures.path("models/distilbert/seqcls").toString()),
        SetFitOptions.DEFAULT.withPairs(40, PairSampling.OVERSAMPLING).withLearningRate(1e-3));
  }
}
