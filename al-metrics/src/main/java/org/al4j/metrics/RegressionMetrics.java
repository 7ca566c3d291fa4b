package org.al4j.metrics;

import java.util.Arrays;

/**
 * Scores of predicted numbers against true ones.
 *
 * <p><b>Source.</b> Definitions of scikit-learn 1.2.1, {@code sklearn.metrics}.
 */
public final class RegressionMetrics {
  private RegressionMetrics() {}

  /** <b>Formula.</b> {@code 1/n sum (t - p)^2}. <b>Range.</b> [0, inf), smaller is better. */
  public static double meanSquaredError(double[] truth, double[] predicted) {
    Checks.sameLength("truths", truth.length, "predictions", predicted.length);
    return squares(truth, predicted) / truth.length;
  }

  /** <b>Formula.</b> {@code 1/n sum |t - p|}. <b>Range.</b> [0, inf), smaller is better. */
  public static double meanAbsoluteError(double[] truth, double[] predicted) {
    Checks.sameLength("truths", truth.length, "predictions", predicted.length);
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      sum += Math.abs(truth[i] - predicted[i]);
    }
    return sum / truth.length;
  }

  /**
   * Coefficient of determination. <b>Formula.</b> {@code 1 - sum (t - p)^2 / sum (t - mean t)^2}.
   * <b>Range.</b> (-inf, 1], larger is better; NaN if all truths are equal.
   */
  public static double r2(double[] truth, double[] predicted) {
    Checks.sameLength("truths", truth.length, "predictions", predicted.length);
    double[] means = new double[truth.length];
    Arrays.fill(means, Arrays.stream(truth).average().orElseThrow());
    double spread = squares(truth, means);
    return spread == 0 ? Double.NaN : 1 - squares(truth, predicted) / spread;
  }

  private static double squares(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
