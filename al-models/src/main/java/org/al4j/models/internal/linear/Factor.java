package org.al4j.models.internal.linear;

/** Cholesky's decomposition {@code A = U' U} of a positive definite matrix, to solve with. */
final class Factor {
  private final int size;
  private final double[] upper; // U [size, size] by rows
  private final double[] lower; // U' by rows

  private Factor(int size, double[] upper, double[] lower) {
    this.size = size;
    this.upper = upper;
    this.lower = lower;
  }

  /**
   * Decomposes.
   *
   * @param a {@code [size, size]} by rows, of which the upper triangle is read; overwritten
   */
  static Factor of(double[] a, int size) {
    double[] lower = new double[size * size];
    for (int j = 0; j < size; j++) {
      int at = j * size;
      // row j of A less what the rows above take of it; their factors are a row of U'
      double[] minus = lower;
      for (int k = 0; k < j; k++) {
        minus[at + k] = -minus[at + k];
      }
      Axpy.add(minus, at, new Axpy.Matrix(a, j, size, j), a, at + j, size - j);
      for (int k = 0; k < j; k++) {
        minus[at + k] = -minus[at + k];
      }
      double root = Math.sqrt(a[at + j]);
      for (int i = j; i < size; i++) {
        a[at + i] /= root;
        lower[i * size + j] = a[at + i];
      }
    }
    return new Factor(size, a, lower);
  }

  /**
   * Replaces {@code b}, {@code size} numbers from {@code at} on, by the solution of {@code Ax = b}.
   */
  void solve(double[] b, int at) {
    for (int k = 0; k < size; k++) {
      double y = b[at + k] / upper[k * size + k];
      b[at + k] = y;
      subtract(y, upper, k * size + k + 1, b, at + k + 1, size - k - 1);
    }
    for (int k = size - 1; k >= 0; k--) {
      double y = b[at + k] / upper[k * size + k];
      b[at + k] = y;
      subtract(y, lower, k * size, b, at, k);
    }
  }

  private static void subtract(double a, double[] x, int at, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i++) {
      y[yAt + i] -= a * x[at + i];
    }
  }
}
