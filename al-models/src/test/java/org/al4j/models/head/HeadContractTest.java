package org.al4j.models.head;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.Learner;
import org.al4j.models.calibration.TemperatureLearner;
import org.al4j.models.calibration.TemperatureScaled;
import org.al4j.testkit.ClassLearnerContract;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.LearnerContract;
import org.junit.jupiter.api.Nested;

/** The learners of heads keep the testkit's contract. */
class HeadContractTest {
  private static WordVectorEmbedder embedder() {
    return new WordVectorEmbedder(20);
  }

  @Nested
  class OneClass extends ClassLearnerContract<HeadModel<ClassLabel>> {
    @Override
    protected Learner<ClassLabel, HeadModel<ClassLabel>> learner() {
      return HeadLearner.of(embedder());
    }
  }

  @Nested
  class WithMembers extends ClassLearnerContract<HeadModel<ClassLabel>> {
    @Override
    protected Learner<ClassLabel, HeadModel<ClassLabel>> learner() {
      return HeadLearner.of(embedder(), HeadOptions.DEFAULT.withMembers(3));
    }
  }

  @Nested
  class CrossValidated extends ClassLearnerContract<HeadModel<ClassLabel>> {
    @Override
    protected Learner<ClassLabel, HeadModel<ClassLabel>> learner() {
      return HeadLearner.of(embedder(), HeadOptions.DEFAULT.withCrossValidation());
    }
  }

  @Nested
  class WithTemperature extends ClassLearnerContract<TemperatureScaled<HeadModel<ClassLabel>>> {
    @Override
    protected Learner<ClassLabel, TemperatureScaled<HeadModel<ClassLabel>>> learner() {
      return TemperatureLearner.of(HeadLearner.of(embedder()), 0.5);
    }
  }

  @Nested
  class SeveralClasses extends LearnerContract<LabelSet, HeadModel<LabelSet>> {
    @Override
    protected Learner<LabelSet, HeadModel<LabelSet>> learner() {
      return HeadMultiLabelLearner.of(embedder(), HeadOptions.DEFAULT.withMembers(2));
    }

    @Override
    protected Dataset<LabelSet> data() {
      return FakeTexts.labelSets(60, 3, 11);
    }
  }

  @Nested
  class Numbers extends LearnerContract<RealValue, HeadModel<RealValue>> {
    @Override
    protected Learner<RealValue, HeadModel<RealValue>> learner() {
      return HeadRegressionLearner.of(embedder(), HeadOptions.DEFAULT.withMembers(2));
    }

    @Override
    protected Dataset<RealValue> data() {
      return FakeTexts.numbers(60, 3);
    }
  }
}
