package org.al4j.metrics;

/**
 * Precision, recall and their harmonic mean, each in [0, 1], larger is better.
 *
 * @param precision share of the predicted ones that are right; 0 where nothing was predicted
 * @param recall share of the true ones that were found; 0 where there are none
 * @param f1 for one class {@code 2 tp / (2 tp + fp + fn)}, 0 where that is 0/0; for an average the
 *     mean of the classes' F1 (not the F1 of the means)
 */
public record PrecisionRecallF1(double precision, double recall, double f1) {
  static PrecisionRecallF1 ofCounts(long truePositive, long predicted, long actual) {
    return new PrecisionRecallF1(
        ratio((double) truePositive, (double) predicted),
        ratio((double) truePositive, (double) actual),
        ratio(2.0 * truePositive, (double) predicted + actual));
  }

  static double ratio(double numerator, double denominator) {
    return denominator == 0 ? 0 : numerator / denominator;
  }

  /** Sums weighted scores; weights that are all zero give zeros. */
  static PrecisionRecallF1 average(PrecisionRecallF1[] scores, double[] weights) {
    double precision = 0;
    double recall = 0;
    double f1 = 0;
    double total = 0;
    for (int i = 0; i < scores.length; i++) {
      precision += weights[i] * scores[i].precision;
      recall += weights[i] * scores[i].recall;
      f1 += weights[i] * scores[i].f1;
      total += weights[i];
    }
    return new PrecisionRecallF1(ratio(precision, total), ratio(recall, total), ratio(f1, total));
  }
}
