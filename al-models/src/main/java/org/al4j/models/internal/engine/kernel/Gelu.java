package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/**
 * BERT's exact GELU, {@code x Phi(x)}, and its derivative {@code Phi(x) + x phi(x)}, and GPT-2's
 * form with tanh, {@code x (1 + tanh u) / 2} with {@code u = sqrt(2 / pi) (x + 0.044715 x^3)}, as
 * loops without branches that the JIT compiler turns into vector code.
 *
 * <p>erf is the rational minimax approximation on [-4, 4] used by Eigen (odd polynomial of degree
 * 13 over an even one of degree 8, a few units in the last place of float32). exp is a Taylor
 * polynomial of {@code y / 16} around the middle of the range, squared four times; beyond |x| = 5.5
 * the density is below 2e-7 and is cut there. tanh is Eigen's rational approximation on [-9, 9].
 */
public enum Gelu implements Kernel {
  /** From x to gelu(x). */
  FORWARD,
  /** From x and the gradient of gelu(x) to the gradient of x. */
  BACKWARD,
  /** The form with tanh: from x to its value. */
  TANH_FORWARD,
  /** The form with tanh: from x and the gradient of its value to the gradient of x. */
  TANH_BACKWARD;

  private static final float ROOT_HALF = 0.70710678118654752f;
  private static final float DENSITY_AT_ZERO = 0.39894228040143268f;
  private static final float CUT = 5.5f;
  private static final float ROOT_TWO_OVER_PI = 0.79788456080286536f;
  private static final float CUBIC = 0.044715f;

  @Override
  public Optional<RowFunction> rowwise() {
    return switch (this) {
      case FORWARD -> Optional.of((x, count, none) -> value(x, count));
      case TANH_FORWARD -> Optional.of((x, count, none) -> tanhValue(x, count));
      case BACKWARD, TANH_BACKWARD -> Optional.empty();
    };
  }

  @Override
  public Optional<PairFunction> pairwise() {
    return switch (this) {
      case BACKWARD -> Optional.of(Gelu::slope);
      case TANH_BACKWARD -> Optional.of(Gelu::tanhSlope);
      case FORWARD, TANH_FORWARD -> Optional.empty();
    };
  }

  private static void value(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = x[i] * phi(x[i]);
    }
  }

  private static void slope(float[] x, float[] gradient, int count) {
    float[] slope = new float[count]; // in two loops: together they are too long for the vectoriser
    for (int i = 0; i < count; i++) {
      slope[i] = x[i] * density(x[i]);
    }
    for (int i = 0; i < count; i++) {
      x[i] = gradient[i] * (phi(x[i]) + slope[i]);
    }
  }

  private static void tanhValue(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      float half = 0.5f * x[i];
      x[i] = half + half * tanh(inner(x[i]));
    }
  }

  private static void tanhSlope(float[] x, float[] gradient, int count) {
    float[] tanh = new float[count];
    for (int i = 0; i < count; i++) {
      tanh[i] = tanh(inner(x[i]));
    }
    for (int i = 0; i < count; i++) {
      float t = tanh[i];
      float cut = Math.max(-6f, Math.min(6f, x[i])); // beyond, 1 - t t is rounding only
      float slope = ROOT_TWO_OVER_PI * (1 + 3 * CUBIC * cut * cut);
      x[i] = gradient[i] * 0.5f * (1 + t + cut * (1 - t * t) * slope);
    }
  }

  @Override
  public List<long[]> shapes(List<long[]> inputs) {
    return List.of(inputs.get(0));
  }

  @Override
  public void run(FloatBuffer[] inputs, FloatBuffer[] outputs) {
    Optional<PairFunction> slope = pairwise();
    if (slope.isPresent()) {
      PairPass.run(slope.get(), inputs, outputs[0]);
    } else {
      new RowPass(this, 1, RowPass.Terms.NONE, false).run(inputs, outputs);
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

  /** What the tanh of GPT-2's form is taken of. */
  static float inner(float x) {
    return ROOT_TWO_OVER_PI * (x + CUBIC * x * x * x);
  }

  /** The hyperbolic tangent, to a few units in the last place. */
  public static float tanh(float x) {
    float z = Math.max(-9f, Math.min(9f, x));
    float z2 = z * z;
    float p = z2 * -2.76076847742355e-16f + 2.00018790482477e-13f;
    p = z2 * p - 8.60467152213735e-11f;
    p = z2 * p + 5.12229709037114e-08f;
    p = z2 * p + 1.48572235717979e-05f;
    p = z2 * p + 6.37261928875436e-04f;
    p = z2 * p + 4.89352455891786e-03f;
    float q = z2 * 1.19825839466702e-06f + 1.18534705686654e-04f;
    q = z2 * q + 2.26843463243900e-03f;
    q = z2 * q + 4.89352518554385e-03f;
    return z * p / q;
  }
}
