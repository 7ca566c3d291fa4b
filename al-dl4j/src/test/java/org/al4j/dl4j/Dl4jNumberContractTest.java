package org.al4j.dl4j;

import org.al4j.core.data.Dataset;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.Learner;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.LearnerContract;

class Dl4jNumberContractTest extends LearnerContract<RealValue, Dl4jModel<RealValue>> {
  @Override
  protected Learner<RealValue, Dl4jModel<RealValue>> learner() {
    TextFeatures features = TextFeatures.tfidf(Fixtures.instances(data()), 60);
    return Dl4jLearner.of(
            Fixtures.perceptron((int) features.shape()[0], Fixtures.number()),
            features,
            RealValue.class)
        .withUpdates(Fixtures.FEW);
  }

  @Override
  protected Dataset<RealValue> data() {
    return FakeTexts.numbers(60, 13);
  }
}
