package org.al4j.core.loop;

import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.query.ClassNames;

/**
 * Measures a model on data it was not trained on.
 *
 * @param <A> the kind of annotation
 */
@FunctionalInterface
public interface Evaluator<A extends Annotation> {
  /**
   * What it measures, on which data: equal for equal settings, since a run whose scores are of two
   * kinds would be read as one curve. A run is resumed only with the same. The class's name by
   * default, which tells no settings; one with data or settings says so.
   */
  default String describe() {
    return ClassNames.of(getClass());
  }

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
}
