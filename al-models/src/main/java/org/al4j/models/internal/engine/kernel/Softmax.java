package org.al4j.models.internal.engine.kernel;

/**
 * The softmax of rows of a Java array and its gradient, in loops that the JIT compiler vectorises.
 */
final class Softmax {
  /** Below the row's maximum by more than this, a weight is zero: it would be under 1e-13. */
  static final float CUT = 30;

  static final int SQUARINGS = 5;
  static final float SHRINK = 1f / (1 << SQUARINGS);
  static final float CENTRE = CUT * SHRINK / 2;
  static final float AT_CENTRE = (float) Math.exp(-CENTRE);
  static final float AT_CUT = power(-CUT);

  private Softmax() {}

  /**
   * {@code x = softmax(x)} for each of the rows of {@code n} in the first {@code count} elements.
   * Exponentials are taken of all rows at once: loops of one row's length would spend their time
   * before and after the vector code.
   *
   * @param scratch at least a quarter as long as a row
   */
  static void rows(float[] x, int count, int n, float[] scratch) {
    for (int at = 0; at < count; at += n) {
      shift(x, at, n);
    }
    exponentials(x, count);
    for (int at = 0; at < count; at += n) {
      scale(x, at, n, 1 / sum(x, at, n, scratch));
    }
  }

  private static void exponentials(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = power(Math.max(-CUT, x[i])) - AT_CUT;
    }
  }

  /** Subtracts the row's largest element. */
  private static void shift(float[] x, int at, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = at; i < at + n; i++) {
      max = x[i] > max ? x[i] : max; // Math.max would be slower: it minds NaN and -0
    }
    for (int i = at; i < at + n; i++) {
      x[i] -= max;
    }
  }

  private static void scale(float[] x, int at, int n, float factor) {
    for (int i = at; i < at + n; i++) {
      x[i] *= factor;
    }
  }

  /**
   * {@code gradient = y (gradient - sum(gradient y))}: from the gradient of the result {@code y} to
   * that of the argument, over {@code n} elements from {@code at}.
   *
   * @param scratch at least a quarter as long
   */
  static void back(float[] y, float[] gradient, int at, int n, float[] scratch) {
    int quarter = n / 4;
    float sum = 0;
    for (int i = 0; i < quarter; i++) {
      int k = at + i;
      scratch[i] =
          gradient[k] * y[k]
              + gradient[k + quarter] * y[k + quarter]
              + (gradient[k + 2 * quarter] * y[k + 2 * quarter]
                  + gradient[k + 3 * quarter] * y[k + 3 * quarter]);
    }
    for (int i = at + 4 * quarter; i < at + n; i++) {
      sum += gradient[i] * y[i];
    }
    sum += Vectors.sum(scratch, quarter);
    for (int i = at; i < at + n; i++) {
      gradient[i] = y[i] * (gradient[i] - sum);
    }
  }

  private static float sum(float[] x, int at, int n, float[] scratch) {
    int quarter = n / 4;
    float sum = 0;
    for (int i = 0; i < quarter; i++) {
      int k = at + i;
      scratch[i] = (x[k] + x[k + quarter]) + (x[k + 2 * quarter] + x[k + 3 * quarter]);
    }
    for (int i = at + 4 * quarter; i < at + n; i++) {
      sum += x[i];
    }
    return sum + Vectors.sum(scratch, quarter);
  }

  /**
   * exp on [-30, 0]: a Taylor polynomial around the middle of the range of {@code y / 32}, squared
   * five times; relative error below 6e-6.
   */
  static float power(float y) {
    float z = y * SHRINK + CENTRE; // in [-0.47, 0.47]
    float e = z * (1f / 40320) + 1f / 5040;
    e = z * e + 1f / 720;
    e = z * e + 1f / 120;
    e = z * e + 1f / 24;
    e = z * e + 1f / 6;
    e = z * e + 0.5f;
    e = z * e + 1f;
    e = (z * e + 1f) * AT_CENTRE;
    e = e * e;
    e = e * e;
    e = e * e;
    e = e * e;
    return e * e;
  }
}
