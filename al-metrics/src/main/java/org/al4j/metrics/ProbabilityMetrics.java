package org.al4j.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Scores of predicted probabilities {@code [n][C]} against true classes {@code [n]}.
 *
 * <p><b>Source.</b> Definitions of scikit-learn 1.2.1; the calibration error is that of Guo et al.
 * 2017, "On Calibration of Modern Neural Networks", section 2.
 */
public final class ProbabilityMetrics {
  /** Probabilities are kept this far from 0 and 1 in a logarithm: the double's machine epsilon. */
  private static final double EPSILON = Math.ulp(1.0);

  private ProbabilityMetrics() {}

  /**
   * <b>Formula.</b> {@code -1/n sum log p(true class)}, natural logarithm; rows are clipped to
   * {@code [2^-52, 1 - 2^-52]} and normalised. <b>Range.</b> [0, 36.04], smaller is better.
   *
   * @throws IllegalArgumentException if the numbers of rows and classes differ or are zero
   */
  public static double logLoss(double[][] probabilities, int[] truth) {
    check(probabilities, truth);
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      sum += logLoss(probabilities[i], truth[i]);
    }
    return sum / truth.length;
  }

  static double logLoss(double[] row, int truth) {
    double total = 0;
    for (double p : row) {
      total += clip(p);
    }
    return -Math.log(clip(row[truth]) / total);
  }

  /**
   * Expected calibration error over equal-width bins of the confidence {@code p1}, closed on the
   * right. <b>Formula.</b> {@code sum_b n_b / n |accuracy_b - confidence_b|}. <b>Range.</b> [0, 1],
   * smaller is better.
   *
   * @param bins usually 10
   */
  public static double expectedCalibrationError(double[][] probabilities, int[] truth, int bins) {
    check(probabilities, truth);
    if (bins < 1) {
      throw new IllegalArgumentException("calibration needs at least one bin, found " + bins);
    }
    double[] gap = new double[bins]; // hits minus confidence
    for (int i = 0; i < truth.length; i++) {
      int best = argMax(probabilities[i]);
      double confidence = probabilities[i][best];
      int bin = Math.min(bins - 1, Math.max(0, (int) Math.ceil(confidence * bins) - 1));
      gap[bin] += (best == truth[i] ? 1 : 0) - confidence;
    }
    return Arrays.stream(gap).map(Math::abs).sum() / truth.length;
  }

  /**
   * <b>Formula.</b> {@code 1/n sum_i sum_c (p_ic - [c = true])^2}. <b>Range.</b> [0, 2], smaller is
   * better; for two classes twice the binary Brier score. <b>Source.</b> Brier 1950.
   */
  public static double brier(double[][] probabilities, int[] truth) {
    check(probabilities, truth);
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      for (int c = 0; c < probabilities[i].length; c++) {
        double error = probabilities[i][c] - (c == truth[i] ? 1 : 0);
        sum += error * error;
      }
    }
    return sum / truth.length;
  }

  /**
   * Area under the ROC curve. <b>Formula.</b> Share of pairs (positive, negative) in which the
   * positive has the larger score, ties counting half. <b>Range.</b> [0, 1], larger is better; NaN
   * if one of the two is absent.
   *
   * @param scores any numbers, larger for positive
   */
  public static double rocAuc(double[] scores, boolean[] positive) {
    MetricChecks.sameLength("scores", scores.length, "truths", positive.length);
    int[] order = descending(scores);
    double pairs = 0;
    long positives = 0;
    long negatives = 0;
    for (int i = 0; i < order.length; ) {
      int end = tieEnd(scores, order, i);
      long hits = hits(positive, order, i, end);
      long misses = end - i - hits;
      pairs += misses * (positives + hits / 2.0);
      positives += hits;
      negatives += misses;
      i = end;
    }
    return positives == 0 || negatives == 0 ? Double.NaN : pairs / positives / negatives;
  }

  /**
   * <b>Formula.</b> Unweighted mean over the classes of {@link #rocAuc} of each class against the
   * rest. <b>Range.</b> [0, 1], larger is better; NaN if a class has no true example.
   */
  public static double rocAucMacro(double[][] probabilities, int[] truth) {
    check(probabilities, truth);
    int classes = probabilities[0].length;
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      int column = c;
      boolean[] positive = new boolean[truth.length];
      for (int i = 0; i < truth.length; i++) {
        positive[i] = truth[i] == column;
      }
      sum +=
          rocAuc(Arrays.stream(probabilities).mapToDouble(row -> row[column]).toArray(), positive);
    }
    return sum / classes;
  }

  /**
   * Average precision. <b>Formula.</b> {@code sum_k (R_k - R_(k-1)) P_k} over the distinct scores
   * as thresholds, without interpolation. <b>Range.</b> [0, 1], larger is better; NaN without a
   * positive.
   */
  public static double averagePrecision(double[] scores, boolean[] positive) {
    MetricChecks.sameLength("scores", scores.length, "truths", positive.length);
    int[] order = descending(scores);
    double sum = 0;
    long found = 0;
    for (int i = 0; i < order.length; ) {
      int end = tieEnd(scores, order, i);
      long hits = hits(positive, order, i, end);
      found += hits;
      sum += hits * (double) found / end;
      i = end;
    }
    return found == 0 ? Double.NaN : sum / found;
  }

  /** The first largest entry's index. */
  static int argMax(double[] row) {
    int best = 0;
    for (int c = 1; c < row.length; c++) {
      if (row[c] > row[best]) {
        best = c;
      }
    }
    return best;
  }

  private static double clip(double p) {
    return Math.min(1 - EPSILON, Math.max(EPSILON, p));
  }

  private static void check(double[][] probabilities, int[] truth) {
    MetricChecks.sameLength("rows of probabilities", probabilities.length, "truths", truth.length);
    for (int i = 0; i < truth.length; i++) {
      MetricChecks.classIndex(truth[i], probabilities[i].length);
    }
  }

  private static int[] descending(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int tieEnd(double[] scores, int[] order, int start) {
    int end = start + 1;
    while (end < order.length && scores[order[end]] == scores[order[start]]) {
      end++;
    }
    return end;
  }

  private static long hits(boolean[] positive, int[] order, int start, int end) {
    return IntStream.range(start, end).filter(i -> positive[order[i]]).count();
  }
}
