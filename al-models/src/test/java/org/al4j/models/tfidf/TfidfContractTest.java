package org.al4j.models.tfidf;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.Learner;
import org.al4j.models.calibration.TemperatureLearner;
import org.al4j.models.calibration.TemperatureScaled;
import org.al4j.testkit.ClassLearnerContract;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.LearnerContract;
import org.junit.jupiter.api.Nested;

/** The learner, its variants and its temperature wrapper keep the testkit's contract. */
class TfidfContractTest {
  @Nested
  class Plain extends ClassLearnerContract<TfidfClassifier> {
    @Override
    protected Learner<ClassLabel, TfidfClassifier> learner() {
      return TfidfLearner.create();
    }
  }

  @Nested
  class PairsOverACorpus extends ClassLearnerContract<TfidfClassifier> {
    @Override
    protected Learner<ClassLabel, TfidfClassifier> learner() {
      return TfidfLearner.create(new TfidfSettings(10, 2, 1, 1))
          .withVocabularyOf(
              FakeTexts.dataset(100, 3, 2).items().stream().map(Labelled::instance).toList());
    }
  }

  @Nested
  class MultiLabel extends LearnerContract<LabelSet, TfidfMultiLabelClassifier> {
    @Override
    protected Learner<LabelSet, TfidfMultiLabelClassifier> learner() {
      return TfidfMultiLabelLearner.create();
    }

    @Override
    protected Dataset<LabelSet> data() {
      return FakeTexts.labelSets(60, 3, 11);
    }
  }

  @Nested
  class WithTemperature extends ClassLearnerContract<TemperatureScaled<TfidfClassifier>> {
    @Override
    protected Learner<ClassLabel, TemperatureScaled<TfidfClassifier>> learner() {
      return TemperatureLearner.of(TfidfLearner.create(), 2.5);
    }
  }
}
