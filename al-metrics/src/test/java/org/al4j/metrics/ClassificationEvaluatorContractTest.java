package org.al4j.metrics;

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

class ClassificationEvaluatorContractTest extends EvaluatorContract<ClassLabel> {
  private static final Dataset<ClassLabel> ALL = FakeTexts.dataset(80, 3, 13);

  @Override
  protected Dataset<ClassLabel> data() {
    return new Dataset<>(ALL.items().subList(40, 80), ALL.labels());
  }

  @Override
  protected SuccessorModel<ClassLabel> model() {
    return new TinyLearner().fit(ALL.items().subList(0, 40), FitContext.of(ALL.labels(), 1));
  }

  @Override
  protected List<Labelled<ClassLabel>> narrow() {
    return ALL.items().stream().filter(item -> item.annotation().name().equals("class-1")).toList();
  }

  @Override
  protected Evaluator<ClassLabel> evaluator(List<Labelled<ClassLabel>> heldOut) {
    return ClassificationEvaluator.of(heldOut);
  }
}
