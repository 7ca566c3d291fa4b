package org.al4j.models.internal.recurrent;

import org.al4j.models.internal.engine.kernel.Gelu;

/**
 * Activation functions and their slopes, in loops of one index that the JIT compiler vectorises;
 * each over the first {@code n} numbers.
 */
final class Activations {
  /** Beyond, the gate is 1 and the square of the exponential need not be finite. */
  private static final double LINEAR = 30;

  private Activations() {}

  static void tanh(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Gelu.tanh(x[i]);
    }
  }

  /** The logistic function, {@code (1 + tanh(x / 2)) / 2}. */
  static void sigmoid(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = 0.5f + 0.5f * Gelu.tanh(0.5f * x[i]);
    }
  }

  /** From a gradient and the value of tanh to the gradient of its argument. */
  static void tanhSlope(float[] gradient, float[] value, int n) {
    for (int i = 0; i < n; i++) {
      gradient[i] *= 1 - value[i] * value[i];
    }
  }

  /** From a gradient and the logistic function's value to the gradient of its argument. */
  static void sigmoidSlope(float[] gradient, float[] value, int n) {
    for (int i = 0; i < n; i++) {
      gradient[i] *= value[i] * (1 - value[i]);
    }
  }

  static void multiply(float[] x, float[] by, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= by[i];
    }
  }

  /** {@code out = x y}. */
  static void product(float[] x, float[] y, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] * y[i];
    }
  }

  /** {@code out += x y}. */
  static void addProduct(float[] x, float[] y, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] += x[i] * y[i];
    }
  }

  /**
   * Mish, {@code x tanh(log(1 + exp(x)))}: falls up to about -1.19 and rises from there on. Source:
   * Misra 2020.
   */
  static double mish(double x) {
    return x > LINEAR ? x : x * gate(Math.exp(x));
  }

  /** Its derivative. */
  static double mishSlope(double x) {
    if (x > LINEAR) {
      return 1;
    }
    double e = Math.exp(x);
    double gate = gate(e);
    return gate + x * (1 - gate * gate) * e / (1 + e);
  }

  /** {@code tanh(log(1 + e))}. */
  private static double gate(double e) {
    double both = e * (e + 2);
    return both / (both + 2);
  }
}
