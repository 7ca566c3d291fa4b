package org.al4j.metrics;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.DataHash;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.SuccessorModel;
import org.al4j.testkit.EvaluatorContract;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Nested;

/** Evaluators that add to another one keep the testkit's contract. */
class AddedEvaluatorsContractTest {
  private static final Dataset<ClassLabel> ALL = FakeTexts.dataset(80, 3, 13);

  private abstract static class OfClasses extends EvaluatorContract<ClassLabel> {
    @Override
    protected Dataset<ClassLabel> data() {
      return new Dataset<>(ALL.items().subList(40, 80), ALL.labels());
    }

    @Override
    protected SuccessorModel<ClassLabel> model() {
      return learner().fit(ALL.items().subList(0, 40), FitContext.of(ALL.labels(), 1));
    }

    Learner<ClassLabel, TinyClassifier> learner() {
      return new TinyLearner();
    }
  }

  @Nested
  class Named extends OfClasses {
    @Override
    protected Evaluator<ClassLabel> evaluator(List<Labelled<ClassLabel>> heldOut) {
      return Evaluator.named(
          "accuracy on " + DataHash.of(heldOut), ClassificationEvaluator.of(heldOut));
    }
  }

  @Nested
  class CrossValidated extends OfClasses {
    private final CrossValidation<ClassLabel, TinyClassifier> folds =
        CrossValidation.of(new TinyLearner(), 3);

    @Override
    Learner<ClassLabel, TinyClassifier> learner() {
      return folds.learner();
    }

    @Override
    protected Evaluator<ClassLabel> evaluator(List<Labelled<ClassLabel>> heldOut) {
      return folds.beside(ClassificationEvaluator.of(heldOut));
    }
  }
}
