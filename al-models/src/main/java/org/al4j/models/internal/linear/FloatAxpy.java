package org.al4j.models.internal.linear;

/**
 * {@code Y += A X} in single precision, in half the memory of {@link Axpy}.
 *
 * <p>The compiler (C2 of Java 17) makes vector instructions of a loop over arrays of one type only
 * where all are read at the same index, and where the body is short: so every row is an array, and
 * four are added at a time. Four rows of {@code X} stay in the nearest cache while they are added
 * to several rows of {@code Y}.
 */
final class FloatAxpy {
  private static final int ROWS = 4;

  /** Rows of {@code Y} that the nearest caches hold. */
  private static final int BLOCK = 16;

  private FloatAxpy() {}

  /**
   * Adds {@code sum_p factors[k][p] x[first + p]} to each {@code y[k]}.
   *
   * @param factors for each row of {@code y} as many as there are rows to add
   * @param x rows
   * @param first of the rows to add
   * @param count how many
   * @param range of the columns
   */
  static void add(float[][] factors, float[][] x, int first, int count, float[][] y, Range range) {
    for (int from = 0; from < y.length; from += BLOCK) {
      int to = Math.min(y.length, from + BLOCK);
      int p = 0;
      for (; p + ROWS <= count; p += ROWS) {
        for (int k = from; k < to; k++) {
          four(factors[k], p, x, first + p, y[k], range);
        }
      }
      for (; p < count; p++) {
        for (int k = from; k < to; k++) {
          one(factors[k][p], x[first + p], y[k], range.from(), range.to());
        }
      }
    }
  }

  private static void four(float[] a, int at, float[][] x, int first, float[] y, Range range) {
    float a0 = a[at];
    float a1 = a[at + 1];
    float a2 = a[at + 2];
    float a3 = a[at + 3];
    float[] x0 = x[first];
    float[] x1 = x[first + 1];
    float[] x2 = x[first + 2];
    float[] x3 = x[first + 3];
    int to = range.to();
    for (int i = range.from(); i < to; i++) {
      y[i] += a0 * x0[i] + a1 * x1[i] + a2 * x2[i] + a3 * x3[i];
    }
  }

  /** Adds a multiple of a row. */
  static void one(float a, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] += a * x[i];
    }
  }
}
