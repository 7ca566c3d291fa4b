package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * BERT's exact GELU, {@code x Phi(x)}, and its derivative {@code Phi(x) + x phi(x)}, as loops
 * without branches that the JIT compiler turns into vector code.
 *
 * <p>erf is the rational minimax approximation on [-4, 4] used by Eigen (odd polynomial of degree
 * 13 over an even one of degree 8, a few units in the last place of float32). exp is a Taylor
 * polynomial of {@code y / 16} around the middle of the range, squared four times; beyond |x| = 5.5
 * the density is below 2e-7 and is cut there.
 */
public enum Gelu implements Kernel {
  /** From x to gelu(x). */
  FORWARD {
    @Override
    void apply(float[] x, float[] other, int count) {
      for (int i = 0; i < count; i++) {
        x[i] = x[i] * phi(x[i]);
      }
    }
  },
  /** From x and the gradient of gelu(x) to the gradient of x. */
  BACKWARD {
    @Override
    void apply(float[] x, float[] gradient, int count) {
      float[] slope =
          new float[count]; // in two loops: together they are too long for the vectoriser
      for (int i = 0; i < count; i++) {
        slope[i] = x[i] * density(x[i]);
      }
      for (int i = 0; i < count; i++) {
        x[i] = gradient[i] * (phi(x[i]) + slope[i]);
      }
    }
  };

  private static final int CHUNK = 4096;
  private static final float ROOT_HALF = 0.70710678118654752f;
  private static final float DENSITY_AT_ZERO = 0.39894228040143268f;
  private static final float CUT = 5.5f;

  abstract void apply(float[] x, float[] gradient, int count);

  @Override
  public List<long[]> shapes(List<long[]> inputs) {
    return List.of(inputs.get(0));
  }

  @Override
  public void run(FloatBuffer[] inputs, FloatBuffer[] outputs) {
    int length = inputs[0].capacity();
    float[] x = new float[Math.min(CHUNK, length)];
    float[] gradient = inputs.length > 1 ? new float[x.length] : x;
    for (int start = 0; start < length; start += x.length) {
      int count = Math.min(x.length, length - start);
      inputs[0].get(start, x, 0, count);
      if (inputs.length > 1) {
        inputs[1].get(start, gradient, 0, count);
      }
      apply(x, gradient, count);
      outputs[0].put(start, x, 0, count);
    }
  }

  /** The standard normal distribution function. */
  public static float phi(float x) {
    float z = Math.max(-4f, Math.min(4f, x * ROOT_HALF));
    float z2 = z * z;
    float p = z2 * -2.72614225801306e-10f + 2.77068142495902e-08f;
    p = z2 * p - 2.10102402082508e-06f;
    p = z2 * p - 5.69250639462346e-05f;
    p = z2 * p - 7.34990630326855e-04f;
    p = z2 * p - 2.95459980854025e-03f;
    p = z2 * p - 1.60960333262415e-02f;
    float q = z2 * -1.45660718464996e-05f - 2.13374055278905e-04f;
    q = z2 * q - 1.68282697438203e-03f;
    q = z2 * q - 7.37332916720468e-03f;
    q = z2 * q - 1.42647390514189e-02f;
    return 0.5f + 0.5f * (z * p / q);
  }

  /** The standard normal density. */
  public static float density(float x) {
    float cut = Math.max(-CUT, Math.min(CUT, x));
    float y = cut * cut * (-0.5f / 16) + 0.4727f; // in [-0.4727, 0.4727]
    float e = y * (1f / 40320) + 1f / 5040;
    e = y * e + 1f / 720;
    e = y * e + 1f / 120;
    e = y * e + 1f / 24;
    e = y * e + 1f / 6;
    e = y * e + 0.5f;
    e = y * e + 1f;
    e = (y * e + 1f) * 0.62331708f; // exp(-0.4727)
    e = e * e;
    e = e * e;
    e = e * e;
    e = e * e;
    return DENSITY_AT_ZERO * e;
  }
}
