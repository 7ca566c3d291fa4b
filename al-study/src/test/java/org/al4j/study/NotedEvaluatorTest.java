package org.al4j.study;

import java.nio.file.Path;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.SuccessorModel;
import org.al4j.testkit.EvaluatorContract;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.io.TempDir;

/** An evaluator whose predictions are noted keeps the testkit's contract. */
class NotedEvaluatorTest extends EvaluatorContract<ClassLabel> {
  private static final Dataset<ClassLabel> ALL = FakeTexts.dataset(80, 3, 13);

  @TempDir Path dir;

  @Override
  protected Dataset<ClassLabel> data() {
    return new Dataset<>(ALL.items().subList(40, 80), ALL.labels());
  }

  @Override
  protected SuccessorModel<ClassLabel> model() {
    return new TinyLearner().fit(ALL.items().subList(0, 40), FitContext.of(ALL.labels(), 1));
  }

  @Override
  protected Evaluator<ClassLabel> evaluator(List<Labelled<ClassLabel>> heldOut) {
    Task<ClassLabel> task =
        Task.ofClasses("made up", ALL.items().subList(0, 40), heldOut, ALL.labels());
    return NotedEvaluator.of(task, new RunNotes<>(dir, task));
  }
}
