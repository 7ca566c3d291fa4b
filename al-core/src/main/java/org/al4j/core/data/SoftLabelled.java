package org.al4j.core.data;

import java.util.Objects;
import org.al4j.core.InvalidInputException;

/**
 * An example with a weight and, possibly, a confidence to learn in place of certainty: a
 * distribution over the classes, say. It says where its annotation is from, since not all of them
 * are gold: the pool never holds these.
 *
 * @param labelled the instance with its most probable annotation
 * @param weight of its loss, finite and above 0; 1 is a plain example
 * @param target what the model should say, in the form of the annotation's kind; {@link
 *     Confidence#NONE} for the annotation alone
 * @param source where the annotation is from, for example {@link #GOLD}
 * @param <A> the kind of annotation
 */
public record SoftLabelled<A extends Annotation>(
    Labelled<A> labelled, double weight, Confidence target, String source) {
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
    if (!target.fits(labelled.annotation())) {
      throw new IllegalArgumentException(
          "a target must be of the annotation's kind, found "
              + target.getClass().getSimpleName()
              + " for "
              + labelled.annotation());
    }
  }

  /**
   * With numbers by class.
   *
   * @param target a probability for each class in the order of the label space; empty for the
   *     annotation alone
   * @throws org.al4j.core.InvalidInputException naming the instance, if they are not what the kind
   *     has
   */
  public SoftLabelled(Labelled<A> labelled, double weight, double[] target, String source) {
    this(labelled, weight, form(labelled, target), source);
  }

  private static <A extends Annotation> Confidence form(Labelled<A> item, double[] target) {
    try {
      return Confidence.byClass(item.annotation(), target);
    } catch (InvalidInputException e) {
      throw new InvalidInputException("instance '" + item.instance().id() + "': " + e.getMessage());
    }
  }
}
