package org.al4j.core.loop;

import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.settings.Settings;

/** An evaluator that somebody gave a name; see {@link Evaluator#named}. */
record NamedEvaluator<A extends Annotation>(String name, Evaluator<A> evaluator)
    implements Evaluator<A> {
  @Override
  public String describe() {
    return name;
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named(name).toMap();
  }

  @Override
  public Map<String, Double> evaluate(SuccessorModel<A> model, LabelSpace labels) {
    return evaluator.evaluate(model, labels);
  }

  @Override
  public Optional<byte[]> state() {
    return evaluator.state();
  }

  @Override
  public void recorded() {
    evaluator.recorded();
  }

  @Override
  public void restore(byte[] state) {
    evaluator.restore(state);
  }
}
