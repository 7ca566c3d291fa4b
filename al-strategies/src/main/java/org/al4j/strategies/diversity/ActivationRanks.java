package org.al4j.strategies.diversity;

import java.util.Arrays;
import org.al4j.strategies.internal.matrix.Matrix;

/**
 * Ranks activations among those of a reference set, neuron by neuron: piecewise linear through
 * {@code (v_(i), i / n)} for the sorted reference values {@code v_(0..n-1)}, 0 below the smallest,
 * 1 at and above the largest; with ties the last index.
 */
final class ActivationRanks {
  private final float[][] sorted; // [d][n]

  /**
   * Of a reference set.
   *
   * @param reference {@code [n, d]}, at least one row
   */
  ActivationRanks(Matrix reference) {
    sorted = new float[reference.columns()][reference.rows()];
    for (int i = 0; i < reference.rows(); i++) {
      float[] row = reference.row(i);
      for (int j = 0; j < row.length; j++) {
        sorted[j][i] = row[j] + 0f; // one zero
      }
    }
    for (float[] values : sorted) {
      Arrays.sort(values);
    }
  }

  int neurons() {
    return sorted.length;
  }

  /** The sum of the ranks of a row, in {@code [0, d]}. */
  double sum(float[] row) {
    double sum = 0;
    for (int j = 0; j < sorted.length; j++) {
      sum += rank(sorted[j], row[j]);
    }
    return sum;
  }

  /** The rank of one value among sorted reference values, in [0, 1]. */
  static double rank(float[] sorted, double value) {
    int n = sorted.length;
    int above = firstAbove(sorted, value);
    if (above == 0) {
      return 0;
    }
    if (value >= sorted[n - 1]) {
      return 1;
    }
    double low = sorted[above - 1];
    return (above - 1 + (value - low) / (sorted[above] - low)) / n;
  }

  private static int firstAbove(float[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
