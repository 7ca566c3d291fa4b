package org.al4j.models.transformer.internal;

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

  /** Updates as many parameters from {@code pAt} as there are moments; their gradient is at gAt. */
  void update(float[] p, int pAt, float[] g, int gAt, Moments moments) {
    float[] m = moments.first;
    float[] v = moments.second;
    for (int i = 0; i < m.length; i++) {
      float gradient = g[gAt + i];
      float mean = (float) BETA1 * m[i] + (float) (1 - BETA1) * gradient;
      float square = (float) BETA2 * v[i] + (float) (1 - BETA2) * gradient * gradient;
      m[i] = mean;
      v[i] = square;
      p[pAt + i] = p[pAt + i] * keep - step * mean / ((float) Math.sqrt(square) / root + EPSILON);
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

  /** The state of a tensor that is updated as a whole. */
  static final class State implements TensorState {
    private final Moments moments;
    private int updates;

    State(int length) {
      moments = new Moments(length);
    }

    @Override
    public void update(float[] p, int pAt, float[] g, int gAt, Step step) {
      updates++;
      AdamW.at(updates, step.rate() * step.share(), step.decay()).update(p, pAt, g, gAt, moments);
    }
  }
}
