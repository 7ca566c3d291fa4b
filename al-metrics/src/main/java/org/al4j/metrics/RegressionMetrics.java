package org.al4j.metrics;

import java.util.Arrays;
import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * Scores of predicted numbers against true ones.
 *
 * <p><b>Source.</b> Definitions of scikit-learn 1.2.1, {@code sklearn.metrics}; correlations as in
 * scipy 1.10.1, {@code scipy.stats}.
 */
public final class RegressionMetrics {
  private RegressionMetrics() {}

  /** <b>Formula.</b> {@code 1/n sum (t - p)^2}. <b>Range.</b> [0, inf), smaller is better. */
  public static double meanSquaredError(double[] truth, double[] predicted) {
    MetricChecks.sameLength("truths", truth.length, "predictions", predicted.length);
    return squares(truth, predicted) / truth.length;
  }

  /**
   * <b>Formula.</b> {@code sqrt(1/n sum (t - p)^2)}, in the numbers' unit. <b>Range.</b> [0, inf),
   * smaller is better.
   */
  public static double rootMeanSquaredError(double[] truth, double[] predicted) {
    return Math.sqrt(meanSquaredError(truth, predicted));
  }

  /** <b>Formula.</b> {@code 1/n sum |t - p|}. <b>Range.</b> [0, inf), smaller is better. */
  public static double meanAbsoluteError(double[] truth, double[] predicted) {
    MetricChecks.sameLength("truths", truth.length, "predictions", predicted.length);
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
    MetricChecks.sameLength("truths", truth.length, "predictions", predicted.length);
    double[] means = new double[truth.length];
    Arrays.fill(means, Arrays.stream(truth).average().orElseThrow());
    double spread = squares(truth, means);
    return spread == 0 ? Double.NaN : 1 - squares(truth, predicted) / spread;
  }

  /**
   * Pearson's correlation. <b>Formula.</b> {@code sum (t - mean t)(p - mean p) / sqrt(sum (t - mean
   * t)^2 sum (p - mean p)^2)}. <b>Range.</b> [-1, 1], larger is better, 0 is chance; NaN if all
   * truths or all predictions are equal. <b>Source.</b> Pearson 1895.
   */
  public static double pearson(double[] truth, double[] predicted) {
    MetricChecks.sameLength("truths", truth.length, "predictions", predicted.length);
    double[] t = centred(truth);
    double[] p = centred(predicted);
    double product = 0;
    double ofTruth = 0;
    double ofPredicted = 0;
    for (int i = 0; i < t.length; i++) {
      product += t[i] * p[i];
      ofTruth += t[i] * t[i];
      ofPredicted += p[i] * p[i];
    }
    if (ofTruth == 0 || ofPredicted == 0) {
      return Double.NaN;
    }
    // two roots, since the product of the sums may leave the range of a double
    double correlation = product / Math.sqrt(ofTruth) / Math.sqrt(ofPredicted);
    return Math.max(-1, Math.min(1, correlation));
  }

  /**
   * Spearman's rank correlation. <b>Formula.</b> {@link #pearson} of the ranks; equal numbers share
   * the mean of their ranks. <b>Range.</b> [-1, 1], larger is better, 0 is chance; NaN if all
   * truths or all predictions are equal. <b>Source.</b> Spearman 1904.
   */
  public static double spearman(double[] truth, double[] predicted) {
    MetricChecks.sameLength("truths", truth.length, "predictions", predicted.length);
    NaturalRanking ranking = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE);
    return pearson(ranking.rank(truth), ranking.rank(predicted));
  }

  /** The differences from the mean: exactly 0 where all numbers are equal. */
  private static double[] centred(double[] values) {
    double first = values[0]; // taken off before the sum, which would round equal numbers apart
    double mean = Arrays.stream(values).map(value -> value - first).average().orElseThrow();
    return Arrays.stream(values).map(value -> value - first - mean).toArray();
  }

  private static double squares(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
