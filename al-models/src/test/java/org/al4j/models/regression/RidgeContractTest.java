package org.al4j.models.regression;

import org.al4j.core.data.Dataset;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.Learner;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.LearnerContract;
import org.junit.jupiter.api.Nested;

/** Ridge regression keeps the testkit's contract, by either set of equations. */
class RidgeContractTest {
  @Nested
  class FewFeatures extends LearnerContract<RealValue, RidgeRegressor> {
    @Override
    protected Learner<RealValue, RidgeRegressor> learner() {
      return RidgeLearner.of(Features.hashedWords(16), 1);
    }

    @Override
    protected Dataset<RealValue> data() {
      return FakeTexts.numbers(60, 3);
    }
  }

  @Nested
  class ManyFeatures extends LearnerContract<RealValue, RidgeRegressor> {
    @Override
    protected Learner<RealValue, RidgeRegressor> learner() {
      return RidgeLearner.of(Features.hashedWords(500), 1);
    }

    @Override
    protected Dataset<RealValue> data() {
      return FakeTexts.numbers(60, 3);
    }
  }
}
