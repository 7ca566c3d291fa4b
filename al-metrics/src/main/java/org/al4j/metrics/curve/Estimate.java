package org.al4j.metrics.curve;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean over seeds with its confidence interval.
 *
 * <p><b>Formula.</b> {@code mean +- t_(1 - (1 - level)/2, n - 1) s / sqrt(n)} with {@code s} the
 * sample standard deviation (divisor n - 1). <b>Source.</b> Student's t interval.
 *
 * @param mean arithmetic mean
 * @param n number of values
 * @param halfWidth half the interval's width; empty for a single value, of which nothing is known
 */
public record Estimate(double mean, int n, OptionalDouble halfWidth) {
  /** The usual confidence level. */
  public static final double LEVEL = 0.95;

  /** The fewest values of which an interval is worth showing. */
  public static final int SHOWN_FROM = 3;

  /** The 95 % interval of the values. */
  public static Estimate of(double... values) {
    return of(LEVEL, values);
  }

  /**
   * The interval of the values.
   *
   * @param level in (0, 1)
   * @param values at least one, finite
   * @throws IllegalArgumentException otherwise
   */
  public static Estimate of(double level, double[] values) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a confidence level is in (0, 1), found " + level);
    }
    if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "an estimate needs finite values, at least one; found " + Arrays.toString(values));
    }
    int n = values.length;
    double mean = Arrays.stream(values).sum() / n;
    if (n == 1) {
      return new Estimate(mean, 1, OptionalDouble.empty());
    }
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double error = Math.sqrt(squares / (n - 1) / n);
    return new Estimate(mean, n, OptionalDouble.of(quantile(level, n - 1) * error));
  }

  /**
   * Half the interval's width where it says something: empty for fewer than {@link #SHOWN_FROM}
   * values. The interval of two reaches 12.7 standard errors to either side, often more than an
   * accuracy can differ at all.
   */
  public OptionalDouble shownHalfWidth() {
    return n < SHOWN_FROM ? OptionalDouble.empty() : halfWidth;
  }

  /** Lower end of the interval. */
  public OptionalDouble lower() {
    return halfWidth.isEmpty() ? halfWidth : OptionalDouble.of(mean - halfWidth.getAsDouble());
  }

  /** Upper end of the interval. */
  public OptionalDouble upper() {
    return halfWidth.isEmpty() ? halfWidth : OptionalDouble.of(mean + halfWidth.getAsDouble());
  }

  /** Whether there is an interval and zero lies outside it. */
  public boolean excludesZero() {
    return halfWidth.isPresent() && Math.abs(mean) > halfWidth.getAsDouble();
  }

  static double quantile(double level, int degreesOfFreedom) {
    return new TDistribution(degreesOfFreedom).inverseCumulativeProbability((1 + level) / 2);
  }
}
