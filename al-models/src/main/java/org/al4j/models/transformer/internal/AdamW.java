package org.al4j.models.transformer.internal;

import java.nio.FloatBuffer;

/**
 * One update of AdamW, in PyTorch's form: {@code p *= 1 - lr wd}; {@code m = b1 m + (1-b1) g};
 * {@code v = b2 v + (1-b2) g^2}; {@code p -= lr/(1-b1^t) m / (sqrt(v)/sqrt(1-b2^t) + eps)}. Source:
 * Loshchilov and Hutter 2019; torch.optim.AdamW.
 *
 * @param keep {@code 1 - lr wd}; 1 where weight decay does not apply
 * @param step {@code lr / (1 - b1^t)}
 * @param root {@code sqrt(1 - b2^t)}
 */
record AdamW(float keep, float step, float root) {
  static final double BETA1 = 0.9;
  static final double BETA2 = 0.999;
  private static final float EPSILON = 1e-8f;

  /** The update number {@code t}, from 1. */
  static AdamW at(int t, double rate, double decay) {
    double step = rate / (1 - Math.pow(BETA1, t));
    return new AdamW(
        (float) (1 - rate * decay), (float) step, (float) Math.sqrt(1 - Math.pow(BETA2, t)));
  }

  /**
   * Updates the first {@code n} parameters {@code p} and their moments {@code m} and {@code v} by
   * the gradient {@code g}. One index for all arrays: with offsets HotSpot does not vectorise,
   * which takes twice as long.
   */
  void update(float[] p, float[] g, float[] m, float[] v, int n) {
    for (int i = 0; i < n; i++) {
      float mean = (float) BETA1 * m[i] + (float) (1 - BETA1) * g[i];
      float square = (float) BETA2 * v[i] + (float) (1 - BETA2) * g[i] * g[i];
      m[i] = mean;
      v[i] = square;
      p[i] = p[i] * keep - step * mean / ((float) Math.sqrt(square) / root + EPSILON);
    }
  }

  /** Moments of a stretch of parameters. */
  static final class Moments {
    final float[] first;
    final float[] second;

    Moments(int length) {
      first = new float[length];
      second = new float[length];
    }
  }

  /** The state of a tensor; all of it passes through pieces that fit the first cache. */
  static final class State implements TensorState {
    private static final int PIECE = 4096;

    private final Moments moments;
    private final int length;
    private int updates;

    State(int length) {
      this.length = length;
      moments = new Moments(length);
    }

    @Override
    public void update(FloatBuffer weights, float[] gradient, int gradientAt, Step step) {
      updates++;
      AdamW adam = AdamW.at(updates, step.rate() * step.share(), step.decay());
      int longest = Math.min(PIECE, length);
      float[] p = new float[longest];
      float[] g = new float[longest];
      float[] m = new float[longest];
      float[] v = new float[longest];
      for (int from = 0; from < length; from += PIECE) {
        int n = Math.min(PIECE, length - from);
        weights.get(from, p, 0, n);
        System.arraycopy(gradient, gradientAt + from, g, 0, n);
        System.arraycopy(moments.first, from, m, 0, n);
        System.arraycopy(moments.second, from, v, 0, n);
        adam.update(p, g, m, v, n);
        System.arraycopy(m, 0, moments.first, from, n);
        System.arraycopy(v, 0, moments.second, from, n);
        weights.put(from, p, 0, n);
      }
    }
  }
}
