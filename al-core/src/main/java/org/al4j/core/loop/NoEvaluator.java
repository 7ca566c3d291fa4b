package org.al4j.core.loop;

import java.util.Map;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.SuccessorModel;

/** Measures nothing. */
record NoEvaluator<A extends Annotation>() implements Evaluator<A> {
  @Override
  public Map<String, Double> evaluate(SuccessorModel<A> model, LabelSpace labels) {
    return Map.of();
  }

  @Override
  public String describe() {
    return "none";
  }
}
