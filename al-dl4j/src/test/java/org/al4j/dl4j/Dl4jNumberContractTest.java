package org.al4j.dl4j;

import org.al4j.core.data.Dataset;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.Learner;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.LearnerContract;

class Dl4jNumberContractTest extends LearnerContract<RealValue, Dl4jModel<RealValue>> {
  @Override
  protected Learner<RealValue, Dl4jModel<RealValue>> learner() {
    TextFeatures features = TextFeatures.tfidf(SmallNetworks.instances(data()), 60);
    return Dl4jLearner.of(
            SmallNetworks.perceptron((int) features.shape()[0], SmallNetworks.number()),
            features,
            RealValue.class)
        .withUpdates(SmallNetworks.FEW);
  }

  @Override
  protected Dataset<RealValue> data() {
    return FakeTexts.numbers(60, 13);
  }
}
