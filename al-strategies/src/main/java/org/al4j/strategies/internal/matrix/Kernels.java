package org.al4j.strategies.internal.matrix;

/**
 * Loops over the rows of a block in order of columns (see {@link Matrix}). Eight columns are read
 * in one pass, so that the sums are loaded and stored an eighth as often; HotSpot vectorises the
 * inner loops. No fused multiply-add: where the machine lacks it, it would be emulated.
 */
final class Kernels {
  private static final int UNROLL = 8;

  private Kernels() {}

  static void dots(float[] x, int columns, int rows, float[] v, float[] sums) {
    int j = 0;
    for (; j + UNROLL <= columns; j += UNROLL) {
      dots8(x, j * rows, rows, v, j, sums);
    }
    for (; j < columns; j++) {
      dots1(x, j * rows, rows, v[j], sums);
    }
  }

  private static void dots8(float[] x, int o, int rows, float[] v, int j, float[] sums) {
    float v0 = v[j];
    float v1 = v[j + 1];
    float v2 = v[j + 2];
    float v3 = v[j + 3];
    float v4 = v[j + 4];
    float v5 = v[j + 5];
    float v6 = v[j + 6];
    float v7 = v[j + 7];
    int o1 = o + rows;
    int o2 = o1 + rows;
    int o3 = o2 + rows;
    int o4 = o3 + rows;
    int o5 = o4 + rows;
    int o6 = o5 + rows;
    int o7 = o6 + rows;
    for (int r = 0; r < rows; r++) {
      float low = (x[o + r] * v0 + x[o1 + r] * v1) + (x[o2 + r] * v2 + x[o3 + r] * v3);
      float high = (x[o4 + r] * v4 + x[o5 + r] * v5) + (x[o6 + r] * v6 + x[o7 + r] * v7);
      sums[r] += low + high;
    }
  }

  private static void dots1(float[] x, int o, int rows, float v, float[] sums) {
    for (int r = 0; r < rows; r++) {
      sums[r] += x[o + r] * v;
    }
  }

  /** In the same order as {@link #dots}: the product of a row with itself has the same bits. */
  static void squaredNorms(float[] x, int columns, float[] sums) {
    int rows = sums.length;
    int j = 0;
    for (; j + UNROLL <= columns; j += UNROLL) {
      squaredNorms8(x, j * rows, rows, sums);
    }
    for (; j < columns; j++) {
      squaredNorms1(x, j * rows, rows, sums);
    }
  }

  private static void squaredNorms8(float[] x, int o, int rows, float[] sums) {
    int o1 = o + rows;
    int o2 = o1 + rows;
    int o3 = o2 + rows;
    int o4 = o3 + rows;
    int o5 = o4 + rows;
    int o6 = o5 + rows;
    int o7 = o6 + rows;
    for (int r = 0; r < rows; r++) {
      float low =
          (x[o + r] * x[o + r] + x[o1 + r] * x[o1 + r])
              + (x[o2 + r] * x[o2 + r] + x[o3 + r] * x[o3 + r]);
      float high =
          (x[o4 + r] * x[o4 + r] + x[o5 + r] * x[o5 + r])
              + (x[o6 + r] * x[o6 + r] + x[o7 + r] * x[o7 + r]);
      sums[r] += low + high;
    }
  }

  private static void squaredNorms1(float[] x, int o, int rows, float[] sums) {
    for (int r = 0; r < rows; r++) {
      sums[r] += x[o + r] * x[o + r];
    }
  }

  static void squaredDistances(float[] x, int columns, float[] v, float[] sums) {
    int rows = sums.length;
    int j = 0;
    for (; j + UNROLL <= columns; j += UNROLL) {
      squaredDistances8(x, j * rows, rows, v, j, sums);
    }
    for (; j < columns; j++) {
      squaredDistances1(x, j * rows, rows, v[j], sums);
    }
  }

  private static void squaredDistances8(
      float[] x, int o, int rows, float[] v, int j, float[] sums) {
    float v0 = v[j];
    float v1 = v[j + 1];
    float v2 = v[j + 2];
    float v3 = v[j + 3];
    float v4 = v[j + 4];
    float v5 = v[j + 5];
    float v6 = v[j + 6];
    float v7 = v[j + 7];
    int o1 = o + rows;
    int o2 = o1 + rows;
    int o3 = o2 + rows;
    int o4 = o3 + rows;
    int o5 = o4 + rows;
    int o6 = o5 + rows;
    int o7 = o6 + rows;
    for (int r = 0; r < rows; r++) {
      float a = x[o + r] - v0;
      float b = x[o1 + r] - v1;
      float c = x[o2 + r] - v2;
      float d = x[o3 + r] - v3;
      float e = x[o4 + r] - v4;
      float f = x[o5 + r] - v5;
      float g = x[o6 + r] - v6;
      float h = x[o7 + r] - v7;
      sums[r] += ((a * a + b * b) + (c * c + d * d)) + ((e * e + f * f) + (g * g + h * h));
    }
  }

  private static void squaredDistances1(float[] x, int o, int rows, float v, float[] sums) {
    for (int r = 0; r < rows; r++) {
      float a = x[o + r] - v;
      sums[r] += a * a;
    }
  }

  /** Four sums at a time, since HotSpot keeps the order of one. */
  static void weightedSum(float[] x, int rows, float[] weights, int first, float[] sums) {
    for (int j = 0; j < sums.length; j++) {
      int o = j * rows;
      float a = 0;
      float b = 0;
      float c = 0;
      float d = 0;
      int r = 0;
      for (; r + 4 <= rows; r += 4) {
        a += x[o + r] * weights[first + r];
        b += x[o + r + 1] * weights[first + r + 1];
        c += x[o + r + 2] * weights[first + r + 2];
        d += x[o + r + 3] * weights[first + r + 3];
      }
      for (; r < rows; r++) {
        a += x[o + r] * weights[first + r];
      }
      sums[j] = (a + b) + (c + d);
    }
  }

  static void scaleRows(float[] x, int columns, float[] scale) {
    int rows = scale.length;
    for (int j = 0; j < columns; j++) {
      scale1(x, j * rows, rows, scale);
    }
  }

  private static void scale1(float[] x, int o, int rows, float[] scale) {
    for (int r = 0; r < rows; r++) {
      x[o + r] *= scale[r];
    }
  }

  /** {@code minimum[first + r] = min(minimum[first + r], values[r])}. */
  static void minimum(float[] values, float[] minimum, int first) {
    for (int r = 0; r < values.length; r++) {
      minimum[first + r] = Math.min(minimum[first + r], values[r]);
    }
  }
}
