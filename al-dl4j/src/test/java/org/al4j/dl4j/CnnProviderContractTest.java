package org.al4j.dl4j;

import java.util.Map;
import org.al4j.core.model.LearnerProvider;
import org.al4j.testkit.LearnerProviderContract;

class CnnProviderContractTest extends LearnerProviderContract {
  @Override
  protected LearnerProvider provider() {
    return new CnnLearnerProvider();
  }

  @Override
  protected Map<String, String> parameters() {
    return Map.of("width", "8", "filters", "4", "epochs", "2");
  }
}
