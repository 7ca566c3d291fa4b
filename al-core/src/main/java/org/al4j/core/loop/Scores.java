package org.al4j.core.loop;

import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.loop.internal.run.Promise;
import org.al4j.core.model.SuccessorModel;

/** What an evaluator says of a model, checked: it is recorded and read back. */
final class Scores {
  private Scores() {}

  static <A extends Annotation> Map<String, Double> of(
      LoopSettings<A> settings, SuccessorModel<A> model) {
    Map<String, Double> scores = settings.evaluator().evaluate(model, settings.labels());
    if (scores == null) {
      throw refused(settings, "null");
    }
    scores.forEach(
        (name, value) -> {
          if (name == null || value == null) {
            throw refused(settings, "score " + name + " = " + value);
          }
        });
    return scores;
  }

  /** What the evaluator remembers. */
  static Optional<byte[]> state(LoopSettings<?> settings) {
    String name = "evaluator " + settings.evaluator().describe();
    return Promise.kept(settings.evaluator().state(), name, "state");
  }

  private static IllegalStateException refused(LoopSettings<?> settings, String found) {
    return new IllegalStateException(
        "evaluator "
            + settings.evaluator().describe()
            + " returned "
            + found
            + "; it returns a number for each name, NaN where there is none");
  }
}
