package org.al4j.metrics;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.testkit.EvaluatorContract;

class ClassificationEvaluatorContractTest extends EvaluatorContract {
  @Override
  protected Evaluator<ClassLabel> evaluator(List<Labelled<ClassLabel>> heldOut) {
    return ClassificationEvaluator.of(heldOut);
  }
}
