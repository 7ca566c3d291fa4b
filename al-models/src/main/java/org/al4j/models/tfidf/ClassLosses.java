package org.al4j.models.tfidf;

/**
 * The loss of one row of logits, {@code [C]}, at targets {@code [C]} that begin at an index; the
 * same on every machine.
 */
final class ClassLosses {
  private ClassLosses() {}

  /** Replaces a row's logits by probabilities and returns {@code -sum_k t_k log p_k}. */
  static double softmax(double[] row, double[] targets, int targetsAt) {
    double max = Double.NEGATIVE_INFINITY;
    for (double z : row) {
      max = Math.max(max, z);
    }
    double shifted = 0;
    double sum = 0;
    for (int k = 0; k < row.length; k++) {
      shifted += targets[targetsAt + k] * (row[k] - max);
      row[k] = StrictMath.exp(row[k] - max);
      sum += row[k];
    }
    for (int k = 0; k < row.length; k++) {
      row[k] /= sum;
    }
    return StrictMath.log(sum) - shifted;
  }

  /** Replaces a row's logits by probabilities and returns the sum of the classes' losses. */
  static double sigmoids(double[] row, double[] targets, int targetsAt) {
    double loss = 0;
    for (int k = 0; k < row.length; k++) {
      double z = row[k];
      double small = StrictMath.exp(-Math.abs(z)); // never overflows
      loss += Math.max(z, 0) + StrictMath.log1p(small) - targets[targetsAt + k] * z;
      row[k] = (z < 0 ? small : 1) / (1 + small);
    }
    return loss;
  }
}
