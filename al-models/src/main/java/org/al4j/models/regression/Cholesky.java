package org.al4j.models.regression;

import org.al4j.core.InvalidInputException;

/** Solves linear equations with a positive definite matrix by Cholesky's decomposition. */
final class Cholesky {
  private Cholesky() {}

  /**
   * The solution of {@code A x = b}; overwrites both.
   *
   * @param lower the lower triangle of {@code A} by rows, row {@code j} of length {@code j + 1}
   * @param right {@code b}, which becomes the solution
   * @throws InvalidInputException if a sum has overflowed: the solution would be wrong, and finite
   */
  static double[] solve(double[][] lower, double[] right) {
    for (double[] row : lower) {
      requireFinite(row);
    }
    requireFinite(right);
    decompose(lower);
    for (int j = 0; j < right.length; j++) {
      for (int k = 0; k < j; k++) {
        right[j] -= lower[j][k] * right[k];
      }
      right[j] /= lower[j][j];
    }
    for (int j = right.length - 1; j >= 0; j--) {
      for (int k = j + 1; k < right.length; k++) {
        right[j] -= lower[k][j] * right[k];
      }
      right[j] /= lower[j][j];
    }
    return right;
  }

  /** Refuses sums that are beyond the range of a double, or no numbers. */
  static void requireFinite(double... sums) {
    for (double sum : sums) {
      if (!Double.isFinite(sum)) {
        throw new InvalidInputException(
            "a ridge's weights must be finite, found "
                + sum
                + ": the labels or features are too large for their squares; bring them into"
                + " another unit");
      }
    }
  }

  private static void decompose(double[][] lower) {
    for (int j = 0; j < lower.length; j++) {
      double[] row = lower[j];
      for (int k = 0; k <= j; k++) {
        double[] other = lower[k];
        double sum = row[k];
        for (int i = 0; i < k; i++) {
          sum -= row[i] * other[i];
        }
        row[k] = k == j ? Math.sqrt(sum) : sum / other[k];
      }
    }
  }
}
