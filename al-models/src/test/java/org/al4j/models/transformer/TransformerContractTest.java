package org.al4j.models.transformer;

import java.nio.file.Path;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.Learner;
import org.al4j.models.Fixtures;
import org.al4j.testkit.ClassLearnerContract;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.LearnerContract;
import org.junit.jupiter.api.Nested;

/** Transformers of every kind keep the testkit's contract. */
class TransformerContractTest {
  private static Path checkpoint() {
    return Fixtures.path("models/distilbert/seqcls");
  }

  private static Recipe recipe() {
    return Recipe.plasm().withMinimumUpdates(10).withEpochs(1);
  }

  @Nested
  class OneClass extends ClassLearnerContract<TransformerClassifier> {
    @Override
    protected Learner<ClassLabel, TransformerClassifier> learner() {
      return TransformerLearner.create(checkpoint(), recipe(), 2);
    }
  }

  @Nested
  class OneClassByGpt2 extends ClassLearnerContract<TransformerClassifier> {
    @Override
    protected Learner<ClassLabel, TransformerClassifier> learner() {
      return TransformerLearner.create(Fixtures.path("models/gpt2/base"), recipe(), 2);
    }
  }

  @Nested
  class SeveralClasses extends LearnerContract<LabelSet, TransformerMultiLabelClassifier> {
    @Override
    protected Learner<LabelSet, TransformerMultiLabelClassifier> learner() {
      return TransformerMultiLabelLearner.create(checkpoint(), recipe(), 2);
    }

    @Override
    protected Dataset<LabelSet> data() {
      return FakeTexts.labelSets(60, 3, 11);
    }
  }

  @Nested
  class Numbers extends LearnerContract<RealValue, TransformerRegressor> {
    @Override
    protected Learner<RealValue, TransformerRegressor> learner() {
      return TransformerRegressionLearner.create(checkpoint(), recipe(), 2);
    }

    @Override
    protected Dataset<RealValue> data() {
      return FakeTexts.numbers(60, 11);
    }
  }
}
