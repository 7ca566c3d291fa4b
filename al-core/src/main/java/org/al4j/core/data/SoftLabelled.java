package org.al4j.core.data;

import java.util.Objects;

/**
 * An example with a weight and, possibly, a distribution over the classes in place of one of them.
 * It says where its annotation is from, since not all of them are gold: the pool never holds these.
 *
 * @param labelled the instance with its most probable annotation
 * @param weight of its loss, finite and above 0; 1 is a plain example
 * @param target a probability for each class in the order of the label space; empty for the
 *     annotation alone
 * @param source where the annotation is from, for example {@link #GOLD}
 * @param <A> the kind of annotation
 */
@SuppressWarnings("ArrayRecordComponent") // read by learners, never compared
public record SoftLabelled<A extends Annotation>(
    Labelled<A> labelled, double weight, double[] target, String source) {
  /** The source of what an oracle said. */
  public static final String GOLD = "gold";

  /** Refuses nulls and a weight that is not positive. */
  public SoftLabelled {
    Objects.requireNonNull(labelled, "labelled");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(source, "source");
    if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "an example's weight must be positive and finite, found " + weight);
    }
  }
}
