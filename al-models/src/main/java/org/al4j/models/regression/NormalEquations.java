package org.al4j.models.regression;

/**
 * {@code (X'X + strength I) w = X'y}, added up row by row and solved by Cholesky's decomposition.
 */
final class NormalEquations {
  private final double[][] left; // the lower triangle, [d, d]
  private final double[] right; // [d]

  NormalEquations(int size, double strength) {
    left = new double[size][];
    right = new double[size];
    for (int j = 0; j < size; j++) {
      left[j] = new double[j + 1];
      left[j][j] = strength;
    }
  }

  void add(double[] x, double y) {
    for (int j = 0; j < right.length; j++) {
      if (x[j] != 0) {
        for (int k = 0; k <= j; k++) {
          left[j][k] += x[j] * x[k];
        }
        right[j] += x[j] * y;
      }
    }
  }

  /**
   * The solution; overwrites the equations. The matrix is positive definite since the strength is
   * positive.
   */
  double[] solve() {
    return Cholesky.solve(left, right);
  }
}
