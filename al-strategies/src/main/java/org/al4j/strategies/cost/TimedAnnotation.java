package org.al4j.strategies.cost;

import java.util.Objects;
import org.al4j.core.data.Instance;

/**
 * How long an annotation took.
 *
 * @param instance what was labelled
 * @param competence of the annotator, on any scale that is the same for all, for example the share
 *     right on known items; the same for all if it is not known
 * @param seconds measured, above 0
 */
public record TimedAnnotation(Instance instance, double competence, double seconds) {
  /** Refuses numbers that are not finite, and times that are not positive. */
  public TimedAnnotation {
    Objects.requireNonNull(instance, "instance");
    if (!Double.isFinite(competence)) {
      throw new IllegalArgumentException("competence must be finite, found " + competence);
    }
    if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("seconds must be positive and finite, found " + seconds);
    }
  }
}
