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

  /** Updates {@code n} parameters; their moments begin at {@code from}. */
  void update(Stretch parameters, Stretch gradients, Moments moments, int from, int n) {
    float[] p = parameters.values;
    float[] g = gradients.values;
    int pAt = parameters.from;
    int gAt = gradients.from;
    float[] m = moments.first;
    float[] v = moments.second;
    for (int i = 0; i < n; i++) {
      float gradient = g[gAt + i];
      float mean = (float) BETA1 * m[from + i] + (float) (1 - BETA1) * gradient;
      float square = (float) BETA2 * v[from + i] + (float) (1 - BETA2) * gradient * gradient;
      m[from + i] = mean;
      v[from + i] = square;
      p[pAt + i] = p[pAt + i] * keep - step * mean / ((float) Math.sqrt(square) / root + EPSILON);
    }
  }

  /** Where numbers begin in an array. */
  @SuppressWarnings("ArrayRecordComponent") // a pointer, never compared
  record Stretch(float[] values, int from) {}

  /** Moments of a stretch of parameters. */
  static final class Moments {
    final float[] first;
    final float[] second;

    Moments(int length) {
      first = new float[length];
      second = new float[length];
    }
  }

  /** The state of a tensor; its weights pass through a piece that fits the first cache. */
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
      float[] piece = new float[Math.min(PIECE, length)];
      Stretch p = new Stretch(piece, 0);
      for (int from = 0; from < length; from += PIECE) {
        int n = Math.min(PIECE, length - from);
        weights.get(from, piece, 0, n);
        adam.update(p, new Stretch(gradient, gradientAt + from), moments, from, n);
        weights.put(from, piece, 0, n);
      }
    }
  }
}
