package org.al4j.study.share;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.models.regression.Features;
import org.al4j.models.regression.RidgeLearner;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.testkit.ClassLearnerContract;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.LearnerContract;
import org.junit.jupiter.api.Nested;

/** A learner whose first fit is shared keeps the testkit's contract. */
class SharedFirstFitContractTest {
  @Nested
  class Soft extends ClassLearnerContract<ActiveModel<ClassLabel>> {
    @Override
    protected Learner<ClassLabel, ActiveModel<ClassLabel>> learner() {
      return SharedFirstFit.of(TfidfLearner.create(), data().items().size());
    }
  }

  @Nested
  class Plain extends LearnerContract<RealValue, ActiveModel<RealValue>> {
    @Override
    protected Learner<RealValue, ActiveModel<RealValue>> learner() {
      return SharedFirstFit.of(RidgeLearner.of(Features.hashedWords(64), 1), 60);
    }

    @Override
    protected Dataset<RealValue> data() {
      return FakeTexts.numbers(60, 11);
    }
  }
}
