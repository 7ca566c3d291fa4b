package org.al4j.strategies.plasm;

import org.al4j.core.data.Annotation;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Labelled;

/**
 * A label that no oracle gave.
 *
 * @param labelled the instance with the teacher's label
 * @param said the teacher's distribution over the classes, for tags that of each word; {@link
 *     Confidence#NONE} unless soft labels were asked for
 * @param reliability larger is kept first: the label's probability, minus the MNLP of tags, or
 *     minus the self-influence
 * @param source the teacher, as it describes itself
 * @param <A> the kind of annotation
 */
public record PseudoLabel<A extends Annotation>(
    Labelled<A> labelled, Confidence said, double reliability, String source) {
  /** The teacher's of a class label, {@code [C]}; empty unless soft labels were asked for. */
  public double[] probabilities() {
    return said.byClass();
  }
}
