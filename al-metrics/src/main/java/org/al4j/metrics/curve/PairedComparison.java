package org.al4j.metrics.curve;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A against b on the same seeds.
 *
 * <p><b>Formula.</b> The mean of {@code a_s - b_s} over the seeds with its 95 % t interval (n - 1
 * degrees of freedom). <b>Direction.</b> Positive: a is larger. <b>Source.</b> Student's paired t.
 *
 * @param difference mean of a minus b
 * @param wins seeds where a is larger
 * @param ties seeds where they are exactly equal
 * @param losses seeds where b is larger
 */
public record PairedComparison(Estimate difference, int wins, int ties, int losses) {
  /**
   * Compares values that belong together by position.
   *
   * @throws IllegalArgumentException if they are not as many, or none
   */
  public static PairedComparison of(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "a paired comparison needs as many values on both sides: "
              + a.length
              + " against "
              + b.length);
    }
    double[] differences = new double[a.length];
    int wins = 0;
    int losses = 0;
    for (int i = 0; i < a.length; i++) {
      differences[i] = a[i] - b[i];
      wins += differences[i] > 0 ? 1 : 0;
      losses += differences[i] < 0 ? 1 : 0;
    }
    return new PairedComparison(Estimate.of(differences), wins, a.length - wins - losses, losses);
  }

  /**
   * Compares a number read off each seed's curve, for example {@code Aulc::area}.
   *
   * @throws IllegalArgumentException if the two curves have other seeds
   */
  public static PairedComparison of(
      LearningCurve a, LearningCurve b, ToDoubleFunction<SeedCurve> value) {
    if (!seeds(a).equals(seeds(b))) {
      throw new IllegalArgumentException(
          "a paired comparison needs the same seeds: '"
              + a.name()
              + "' has "
              + seeds(a)
              + ", '"
              + b.name()
              + "' has "
              + seeds(b));
    }
    return of(
        a.seeds().stream().mapToDouble(value).toArray(),
        b.seeds().stream().mapToDouble(value).toArray());
  }

  private static List<Long> seeds(LearningCurve curve) {
    return curve.seeds().stream().map(SeedCurve::seed).toList();
  }
}
