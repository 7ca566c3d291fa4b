package org.al4j.models.internal.linear;

/** Cholesky's decomposition {@code A = U' U} of a positive definite matrix, to solve with. */
final class Factor {
  private final double[][] upper; // U [size, size]
  private final double[][] lower; // U'

  private Factor(double[][] upper, double[][] lower) {
    this.upper = upper;
    this.lower = lower;
  }

  /**
   * Decomposes.
   *
   * @param a {@code [size, size]}, of which the upper triangle is read; overwritten
   */
  static Factor of(double[][] a) {
    int size = a.length;
    double[][] lower = new double[size][size];
    double[] minus = new double[size];
    for (int j = 0; j < size; j++) {
      for (int k = 0; k < j; k++) {
        minus[k] = -lower[j][k];
      }
      // row j of A less what the rows above take of it
      Axpy.add(minus, 0, a, 0, j, a[j], new Range(j, size));
      double root = Math.sqrt(a[j][j]);
      for (int i = j; i < size; i++) {
        a[j][i] /= root;
        lower[i][j] = a[j][i];
      }
    }
    return new Factor(a, lower);
  }

  /** Replaces {@code b} by the solution of {@code A x = b}. */
  void solve(double[] b) {
    int size = upper.length;
    for (int k = 0; k < size; k++) {
      b[k] /= upper[k][k];
      Axpy.one(-b[k], upper[k], b, k + 1, size);
    }
    for (int k = size - 1; k >= 0; k--) {
      b[k] /= upper[k][k];
      Axpy.one(-b[k], lower[k], b, 0, k);
    }
  }
}
