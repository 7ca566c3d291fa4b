package org.al4j.models.head;

import java.util.OptionalDouble;
import org.al4j.core.InvalidInputException;
import org.al4j.models.kind.AnnotationKind;

/**
 * The settings of a head: start from {@link #DEFAULT}.
 *
 * @param c how much the examples weigh against the ridge, {@code C} of {@code C * sum of losses +
 *     0.5 ||W||^2}; empty to choose it by cross-validation of the labelled texts
 * @param members how many further heads are trained on bootstrap samples, for the outputs of
 *     members; 0 for none
 * @param threshold the least probability of a class that a text is said to have, in (0, 1); only
 *     where a text may have several
 */
public record HeadOptions(OptionalDouble c, int members, double threshold) {
  /** {@code C = 10}, no members, a threshold of one half. */
  public static final HeadOptions DEFAULT =
      new HeadOptions(OptionalDouble.of(10), 0, AnnotationKind.THRESHOLD);

  /** A larger number of members is a slip. */
  static final int MOST_MEMBERS = 1000;

  /** Refuses values outside the stated ranges. */
  public HeadOptions {
    if (c.isPresent() && !(c.getAsDouble() > 0 && Double.isFinite(c.getAsDouble()))) {
      throw InvalidInputException.ofSettings(
          "{c} must be positive and finite, found %s", c.getAsDouble());
    }
    if (members < 0 || members == 1 || members > MOST_MEMBERS) {
      throw InvalidInputException.ofSettings(
          "{members} must be 0, or from 2 to %s, found %s", MOST_MEMBERS, members);
    }
    if (!(threshold > 0 && threshold < 1)) {
      throw InvalidInputException.ofSettings("{threshold} must lie in (0, 1), found %s", threshold);
    }
  }

  /** The same with another {@code C}. */
  public HeadOptions withC(double other) {
    return new HeadOptions(OptionalDouble.of(other), members, threshold);
  }

  /** The same with {@code C} chosen by cross-validation. */
  public HeadOptions withCrossValidation() {
    return new HeadOptions(OptionalDouble.empty(), members, threshold);
  }

  /** The same with so many heads on bootstrap samples. */
  public HeadOptions withMembers(int other) {
    return new HeadOptions(c, other, threshold);
  }

  /** The same with another threshold. */
  public HeadOptions withThreshold(double other) {
    return new HeadOptions(c, members, other);
  }
}
