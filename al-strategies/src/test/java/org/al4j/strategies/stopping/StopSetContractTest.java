package org.al4j.strategies.stopping;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.SuccessorModel;
import org.al4j.metrics.ClassificationEvaluator;
import org.al4j.testkit.EvaluatorContract;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Nested;

/** A stop set, alone and beside another evaluator, keeps the testkit's contract. */
class StopSetContractTest {
  private static final Dataset<ClassLabel> ALL = FakeTexts.dataset(80, 3, 13);

  private abstract static class OfClasses extends EvaluatorContract<ClassLabel> {
    @Override
    protected Dataset<ClassLabel> data() {
      return new Dataset<>(ALL.items().subList(40, 80), ALL.labels());
    }

    @Override
    protected SuccessorModel<ClassLabel> model() {
      return new TinyLearner().fit(ALL.items().subList(0, 40), FitContext.of(ALL.labels(), 1));
    }
  }

  private static StopSet stopSet(List<Labelled<ClassLabel>> heldOut) {
    return StopSet.of(heldOut.stream().map(Labelled::instance).toList());
  }

  @Nested
  class Alone extends OfClasses {
    @Override
    protected Evaluator<ClassLabel> evaluator(List<Labelled<ClassLabel>> heldOut) {
      return stopSet(heldOut);
    }
  }

  @Nested
  class Beside extends OfClasses {
    @Override
    protected Evaluator<ClassLabel> evaluator(List<Labelled<ClassLabel>> heldOut) {
      return stopSet(heldOut).positive("class-1").beside(ClassificationEvaluator.of(heldOut));
    }
  }
}
