package org.al4j.core.loop;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.settings.Configured;

/**
 * Measures a model on data it was not trained on. Its settings say on which, since a run whose
 * scores are of two kinds would be read as one curve.
 *
 * @param <A> the kind of annotation
 */
@FunctionalInterface
public interface Evaluator<A extends Annotation> extends Configured {
  /**
   * Scores by name, for example {@code accuracy}. If the round cannot be recorded, its model is
   * evaluated again: what is compared with is the last round that was {@link #recorded}.
   */
  Map<String, Double> evaluate(SuccessorModel<A> model, LabelSpace labels);

  /**
   * What a resumed run must give back, for an evaluator that compares a round with the one before;
   * empty if it remembers nothing. Asked after an evaluation and saved with its scores, so it holds
   * what the next round is compared with.
   */
  default Optional<byte[]> state() {
    return Optional.empty();
  }

  /**
   * Told that the round evaluated last is on record: later ones may be compared with it. One that
   * adds to another evaluator passes this on, as it does {@link #state()}.
   */
  default void recorded() {}

  /** Takes back what {@link #state()} gave. */
  default void restore(byte[] state) {}

  /**
   * The same evaluator with a name that says all about it: for a function that uses data, of which
   * a run that is kept must know.
   *
   * @param name equal for equal data and settings, for example with the data's hash
   */
  static <A extends Annotation> Evaluator<A> named(String name, Evaluator<A> evaluator) {
    return new NamedEvaluator<>(
        Objects.requireNonNull(name, "name"), Objects.requireNonNull(evaluator, "evaluator"));
  }
}
