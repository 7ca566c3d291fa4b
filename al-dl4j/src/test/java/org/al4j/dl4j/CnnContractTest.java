package org.al4j.dl4j;

import java.util.Map;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.Learner;
import org.al4j.testkit.ClassLearnerContract;

class CnnContractTest extends ClassLearnerContract<Dl4jModel<ClassLabel>> {
  @Override
  @SuppressWarnings("unchecked") // the provider's, for class labels
  protected Learner<ClassLabel, Dl4jModel<ClassLabel>> learner() {
    return (Learner<ClassLabel, Dl4jModel<ClassLabel>>)
        new CnnLearnerProvider()
            .create(
                ClassLabel.class,
                Map.of("width", "8", "filters", "4", "epochs", "2", "updates", "8"));
  }
}
