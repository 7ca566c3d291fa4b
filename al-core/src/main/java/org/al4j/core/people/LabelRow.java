package org.al4j.core.people;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;

/**
 * A label or a judgement of a run, to be given away.
 *
 * @param instance what was labelled
 * @param label what was said of it
 * @param annotator who said it, "" where that is not known or an adjudication decided
 * @param time how long it took, where it was measured
 * @param round the round in which the instance was asked last before, from 0; -1 if it was labelled
 *     before the run
 * @param utility what the strategy gave it then, NaN where it gave none
 * @param <A> the kind of annotation
 */
public record LabelRow<A extends Annotation>(
    Instance instance,
    A label,
    String annotator,
    Optional<Duration> time,
    int round,
    double utility) {
  /** Refuses nulls. */
  public LabelRow {
    Objects.requireNonNull(instance, "instance");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(annotator, "annotator");
    Objects.requireNonNull(time, "time");
  }
}
