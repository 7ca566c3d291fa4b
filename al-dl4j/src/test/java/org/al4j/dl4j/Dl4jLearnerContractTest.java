package org.al4j.dl4j;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.Learner;
import org.al4j.testkit.ClassLearnerContract;

class Dl4jLearnerContractTest extends ClassLearnerContract<Dl4jModel<ClassLabel>> {
  @Override
  protected Learner<ClassLabel, Dl4jModel<ClassLabel>> learner() {
    return SmallNetworks.learner();
  }
}
