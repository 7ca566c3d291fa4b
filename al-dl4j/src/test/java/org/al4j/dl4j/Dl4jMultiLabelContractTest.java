package org.al4j.dl4j;

import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSet;
import org.al4j.core.model.Learner;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.LearnerContract;

class Dl4jMultiLabelContractTest extends LearnerContract<LabelSet, Dl4jModel<LabelSet>> {
  @Override
  protected Learner<LabelSet, Dl4jModel<LabelSet>> learner() {
    TextFeatures features = TextFeatures.tfidf(SmallNetworks.instances(data()), 60);
    return Dl4jLearner.of(
            SmallNetworks.perceptron((int) features.shape()[0], SmallNetworks.sigmoid(3)),
            features,
            LabelSet.class)
        .withUpdates(SmallNetworks.FEW);
  }

  @Override
  protected Dataset<LabelSet> data() {
    return FakeTexts.labelSets(60, 3, 12);
  }
}
