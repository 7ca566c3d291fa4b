package org.al4j.study.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.LearningCurve;

/**
 * What is known of a number that was measured once per seed. A 95 % t interval is given where it
 * says something, see {@link Estimate#shownHalfWidth}.
 *
 * @param mean mean over the seeds
 * @param low the lowest value
 * @param high the highest value
 * @param seeds how many there are
 * @param half half the width of the 95 % t interval; empty for fewer than {@link #SEEDS} seeds
 */
record Spread(double mean, double low, double high, int seeds, OptionalDouble half) {
  /** The fewest seeds that an interval is given for. */
  static final int SEEDS = Estimate.SHOWN_FROM;

  /** Of one value per seed, at least one. */
  static Spread of(double... values) {
    Estimate estimate = Estimate.of(values);
    return new Spread(
        estimate.mean(),
        Arrays.stream(values).min().orElseThrow(),
        Arrays.stream(values).max().orElseThrow(),
        values.length,
        estimate.shownHalfWidth());
  }

  /** Of a curve's quality at a round, by its index. */
  static Spread at(LearningCurve curve, int round) {
    return of(curve.seeds().stream().mapToDouble(seed -> seed.qualities().get(round)).toArray());
  }

  /** Lower end of the interval, or the lowest value where there is none. */
  double bottom() {
    return half.isPresent() ? mean - half.getAsDouble() : low;
  }

  /** Upper end of the interval, or the highest value where there is none. */
  double top() {
    return half.isPresent() ? mean + half.getAsDouble() : high;
  }

  /** Whether there is an interval and zero lies outside. */
  boolean excludesZero() {
    return half.isPresent() && Math.abs(mean) > half.getAsDouble();
  }

  /** The mean; with its interval from three seeds on, with the range for two. */
  String text() {
    if (half.isPresent()) {
      return number(mean) + " +- " + number(half.getAsDouble());
    }
    return seeds == 1
        ? number(mean)
        : number(mean) + " (" + number(low) + " to " + number(high) + ")";
  }

  /** The interval of a difference, or why there is none. */
  String interval() {
    return half.isPresent()
        ? "[" + signed(bottom()) + ", " + signed(top()) + "]"
        : "needs " + SEEDS + " seeds";
  }

  /** What {@link #text} gives, as a caption says it. */
  static String meaning(int seeds) {
    return switch (seeds) {
      case 1 -> "1 seed, so no spread is known";
      case 2 -> "mean of 2 seeds (lowest to highest); an interval needs " + SEEDS + " seeds";
      default -> "mean of " + seeds + " seeds, with half the width of its 95 % t interval";
    };
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  static String signed(double value) {
    return String.format(Locale.ROOT, "%+.3f", value == 0 ? 0.0 : value);
  }
}
