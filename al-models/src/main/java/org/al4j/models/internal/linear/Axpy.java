package org.al4j.models.internal.linear;

/**
 * {@code y += a X} for a row {@code a} of factors: eight rows of {@code X} at a time, in loops that
 * the compiler makes vector instructions of. The order of additions depends on the sizes alone.
 */
final class Axpy {
  private static final int ROWS = 8;

  private Axpy() {}

  /**
   * Rows of a matrix that lies by rows in a larger array.
   *
   * @param at where the first row begins
   * @param stride from one row to the next
   * @param rows how many
   */
  @SuppressWarnings("ArrayRecordComponent") // a struct, never compared
  record Matrix(double[] values, int at, int stride, int rows) {}

  /**
   * Adds {@code sum_p factors[p] x[p]} to {@code y}.
   *
   * @param factorsAt place of the first factor, of as many as {@code x} has rows
   * @param y what is added to, from {@code yAt} on
   * @param length how many columns
   */
  static void add(double[] factors, int factorsAt, Matrix x, double[] y, int yAt, int length) {
    int p = 0;
    for (; p + ROWS <= x.rows; p += ROWS) {
      eight(factors, factorsAt + p, x, x.at + p * x.stride, y, yAt, length);
    }
    for (; p < x.rows; p++) {
      one(factors[factorsAt + p], x.values, x.at + p * x.stride, y, yAt, length);
    }
  }

  private static void eight(double[] a, int p, Matrix m, int at, double[] y, int yAt, int length) {
    double[] x = m.values;
    int s = m.stride;
    double a0 = a[p];
    double a1 = a[p + 1];
    double a2 = a[p + 2];
    double a3 = a[p + 3];
    double a4 = a[p + 4];
    double a5 = a[p + 5];
    double a6 = a[p + 6];
    double a7 = a[p + 7];
    int x1 = at + s;
    int x2 = x1 + s;
    int x3 = x2 + s;
    int x4 = x3 + s;
    int x5 = x4 + s;
    int x6 = x5 + s;
    int x7 = x6 + s;
    for (int i = 0; i < length; i++) {
      y[yAt + i] +=
          a0 * x[at + i]
              + a1 * x[x1 + i]
              + a2 * x[x2 + i]
              + a3 * x[x3 + i]
              + a4 * x[x4 + i]
              + a5 * x[x5 + i]
              + a6 * x[x6 + i]
              + a7 * x[x7 + i];
    }
  }

  private static void one(double a, double[] x, int at, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i++) {
      y[yAt + i] += a * x[at + i];
    }
  }
}
