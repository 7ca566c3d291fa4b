package org.al4j.metrics;

import java.util.Objects;

/**
 * A number that an evaluator gives for a model.
 *
 * @param name as in {@link org.al4j.core.loop.Evaluator#evaluate}, for example {@code accuracy}
 * @param higherIsBetter whether a larger number is the better one
 */
public record Score(String name, boolean higherIsBetter) {
  /** Refuses a null name. */
  public Score {
    Objects.requireNonNull(name, "name");
  }

  /** A score of which more is better. */
  public static Score higher(String name) {
    return new Score(name, true);
  }

  /** A score of which less is better. */
  public static Score lower(String name) {
    return new Score(name, false);
  }

  /**
   * The value turned so that larger is better, for sums and comparisons that know one direction:
   * the value itself or its negative.
   */
  public double oriented(double value) {
    return higherIsBetter ? value : -value;
  }

  /** Whether {@code value} is better than {@code other}; false where either is NaN. */
  public boolean isBetter(double value, double other) {
    return oriented(value) > oriented(other);
  }
}
