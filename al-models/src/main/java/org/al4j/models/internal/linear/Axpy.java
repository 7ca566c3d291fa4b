package org.al4j.models.internal.linear;

/**
 * {@code y += a X} for a row {@code a} of factors, in double precision.
 *
 * <p>The compiler (C2 of Java 17) makes vector instructions of a loop over arrays of one type only
 * where all are read at the same index, and where the body is short: so every row is an array, and
 * four are added at a time.
 */
final class Axpy {
  private static final int ROWS = 4;

  private Axpy() {}

  /**
   * Adds {@code sum_p factors[p] x[first + p]} to {@code y}.
   *
   * @param factors as many as there are rows to add
   * @param at place of the first factor
   * @param x rows
   * @param first of the rows to add
   * @param count how many
   * @param range of the columns
   */
  static void add(
      double[] factors, int at, double[][] x, int first, int count, double[] y, Range range) {
    int p = 0;
    for (; p + ROWS <= count; p += ROWS) {
      four(factors, at + p, x, first + p, y, range);
    }
    for (; p < count; p++) {
      one(factors[at + p], x[first + p], y, range.from(), range.to());
    }
  }

  private static void four(double[] a, int at, double[][] x, int first, double[] y, Range range) {
    double a0 = a[at];
    double a1 = a[at + 1];
    double a2 = a[at + 2];
    double a3 = a[at + 3];
    double[] x0 = x[first];
    double[] x1 = x[first + 1];
    double[] x2 = x[first + 2];
    double[] x3 = x[first + 3];
    int to = range.to();
    for (int i = range.from(); i < to; i++) {
      y[i] += a0 * x0[i] + a1 * x1[i] + a2 * x2[i] + a3 * x3[i];
    }
  }

  /** Adds a multiple of a row. */
  static void one(double a, double[] x, double[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] += a * x[i];
    }
  }
}
