package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;

/** Loops over float arrays in forms that the JIT compiler vectorises. */
public final class Vectors {
  private Vectors() {}

  public static float[] copy(FloatBuffer buffer) {
    float[] values = new float[buffer.capacity()];
    buffer.get(0, values);
    return values;
  }

  /** Sum of the first {@code n}, in eight lanes. */
  static float sum(float[] v, int n) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int i = 0;
    for (; i < n - 7; i += 8) {
      a += v[i];
      b += v[i + 1];
      c += v[i + 2];
      d += v[i + 3];
      e += v[i + 4];
      f += v[i + 5];
      g += v[i + 6];
      h += v[i + 7];
    }
    for (; i < n; i++) {
      a += v[i];
    }
    return ((a + b) + (c + d)) + ((e + f) + (g + h));
  }

  /** Dot product of the first {@code n}, in eight lanes. */
  public static float dot(float[] x, float[] y, int n) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int i = 0;
    for (; i < n - 7; i += 8) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
      e += x[i + 4] * y[i + 4];
      f += x[i + 5] * y[i + 5];
      g += x[i + 6] * y[i + 6];
      h += x[i + 7] * y[i + 7];
    }
    for (; i < n; i++) {
      a += x[i] * y[i];
    }
    return ((a + b) + (c + d)) + ((e + f) + (g + h));
  }

  /** {@code x *= y} on the first {@code n} elements. */
  static void multiply(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= y[i];
    }
  }

  public static void add(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i];
    }
  }

  /** {@code x += y} on the first {@code n} elements. */
  public static void add(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] += y[i];
    }
  }

  /** {@code x += y} on {@code n} elements of x from {@code at}. */
  public static void add(float[] x, int at, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      x[at + i] += y[i];
    }
  }

  /** {@code x += y} on {@code n} elements of y from {@code at}. */
  static void addPart(float[] x, float[] y, int at, int n) {
    for (int i = 0; i < n; i++) {
      x[i] += y[at + i];
    }
  }

  /** Sum of squares, in double precision across stretches. */
  public static double squares(float[] x) {
    double sum = 0;
    int stretch = 4096;
    float[] part = new float[stretch];
    for (int at = 0; at < x.length; at += stretch) {
      int n = Math.min(stretch, x.length - at);
      System.arraycopy(x, at, part, 0, n);
      sum += dot(part, part, n);
    }
    return sum;
  }

  public static boolean finite(float[] x) {
    float zero = 0;
    for (float value : x) {
      zero += value * 0; // NaN once a value is not finite
    }
    return zero == 0;
  }
}
