package org.al4j.models.transformer.internal;

/**
 * The softmax of rows of a Java array and its gradient, in loops that the JIT compiler vectorises.
 */
final class Softmax {
  /** Below the row's maximum by more than this, a weight is zero: it would be under 1e-13. */
  private static final float CUT = 30;

  private static final int SQUARINGS = 5;
  private static final float SHRINK = 1f / (1 << SQUARINGS);
  private static final float CENTRE = CUT * SHRINK / 2;
  private static final float AT_CENTRE = (float) Math.exp(-CENTRE);
  private static final float AT_CUT = power(-CUT);

  private Softmax() {}

  /**
   * {@code x = softmax(x + mask)} over as many elements from {@code at} as the mask has.
   *
   * @param scratch at least a quarter of that
   */
  static void row(float[] x, int at, float[] mask, float[] scratch) {
    int n = mask.length;
    for (int i = 0; i < n; i++) {
      x[at + i] += mask[i];
    }
    float max = max(x, at, n, scratch);
    for (int i = 0; i < n; i++) {
      x[at + i] = power(Math.max(-CUT, x[at + i] - max)) - AT_CUT;
    }
    float scale = 1 / sum(x, at, n, scratch);
    for (int i = 0; i < n; i++) {
      x[at + i] *= scale;
    }
  }

  /**
   * {@code gradient = y (gradient - sum(gradient y))}: from the gradient of the result {@code y} to
   * that of the argument, over as many elements from {@code at} as scratch has.
   */
  static void back(float[] y, float[] gradient, int at, float[] scratch) {
    int n = scratch.length;
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

  /** Quarter on quarter first, which is vector code, unlike a running maximum. */
  private static float max(float[] x, int at, int n, float[] scratch) {
    int quarter = n / 4;
    float max = x[at];
    for (int i = 0; i < quarter; i++) {
      int k = at + i;
      scratch[i] =
          Math.max(
              Math.max(x[k], x[k + quarter]), Math.max(x[k + 2 * quarter], x[k + 3 * quarter]));
    }
    for (int i = 0; i < quarter; i++) {
      max = scratch[i] > max ? scratch[i] : max;
    }
    for (int i = at + 4 * quarter; i < at + n; i++) {
      max = x[i] > max ? x[i] : max;
    }
    return max;
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
   * five times; relative error below 5e-6.
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
