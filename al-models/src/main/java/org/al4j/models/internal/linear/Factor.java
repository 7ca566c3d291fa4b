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
      Axpy.add(minus, a, 0, j, a[j], new Range(j, size));
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

  /**
   * {@code A^-1}, symmetric to the last bit: faster than {@link #solve} from many right sides on.
   */
  double[][] inverse() {
    int size = upper.length;
    double[][] a = new double[size][size]; // the lower triangle, first of U'^-1
    double[] minus = new double[size];
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < k; i++) {
        minus[i] = -lower[k][i];
      }
      a[k][k] = 1;
      Axpy.add(minus, a, 0, k, a[k], new Range(0, k));
      divide(a[k], k + 1, lower[k][k]);
    }
    for (int k = size - 1; k >= 0; k--) {
      for (int i = k + 1; i < size; i++) {
        minus[i - k - 1] = -upper[k][i];
      }
      Axpy.add(minus, a, k + 1, size - k - 1, a[k], new Range(0, k + 1));
      divide(a[k], k + 1, upper[k][k]);
      for (int j = 0; j <= k; j++) {
        a[j][k] = a[k][j];
      }
    }
    return a;
  }

  private static void divide(double[] row, int count, double by) {
    for (int j = 0; j < count; j++) {
      row[j] /= by;
    }
  }
}
