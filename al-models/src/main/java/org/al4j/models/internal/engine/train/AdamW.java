package org.al4j.models.internal.engine.train;

import java.io.IOException;
import java.nio.FloatBuffer;

/**
 * One update of AdamW, in PyTorch's form: {@code p *= 1 - lr wd}; {@code m = b1 m + (1-b1) g};
 * {@code v = b2 v + (1-b2) g^2}; {@code p -= lr/(1-b1^t) m / (sqrt(v)/sqrt(1-b2^t) + eps)}. Source:
 * Loshchilov and Hutter 2019; torch.optim.AdamW.
 *
 * @param keep {@code 1 - lr wd}; 1 where weight decay does not apply
 * @param step {@code lr / (1 - b1^t)}
 * @param root {@code sqrt(1 - b2^t)}
 * @param scale what clipping multiplies {@code g} by
 * @param flush whether moments that no longer count become zero
 */
record AdamW(float keep, float step, float root, float scale, boolean flush) {
  static final double BETA1 = 0.9;
  static final double BETA2 = 0.999;
  private static final float EPSILON = 1e-8f;

  /** Updates from one flush to the next: too few for a moment to fall from TINY to subnormal. */
  private static final int FLUSH = 128;

  /** So small beside epsilon that it moves no weight. */
  private static final float TINY = 1e-30f;

  /** The update number {@code t}, from 1. */
  static AdamW at(int t, Update.Step how) {
    double rate = how.rate() * how.share();
    double step = rate / (1 - Math.pow(BETA1, t));
    return new AdamW(
        (float) (1 - rate * how.decay()),
        (float) step,
        (float) Math.sqrt(1 - Math.pow(BETA2, t)),
        how.scale(),
        t % FLUSH == 0);
  }

  /**
   * Updates the first {@code n} parameters {@code p} and their moments by the gradient {@code g}.
   * One index for all arrays: with offsets HotSpot does not vectorise, which takes twice as long.
   */
  void update(float[] p, float[] g, Moments moments, int n) {
    float[] m = moments.first;
    float[] v = moments.second;
    for (int i = 0; i < n; i++) {
      float slope = g[i] * scale;
      float mean = (float) BETA1 * m[i] + (float) (1 - BETA1) * slope;
      float square = (float) BETA2 * v[i] + (float) (1 - BETA2) * slope * slope;
      m[i] = mean;
      v[i] = square;
      p[i] = p[i] * keep - step * mean / ((float) Math.sqrt(square) / root + EPSILON);
    }
    if (flush) {
      moments.flush();
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

    /** Written, or filled. */
    void exchange(Exchange exchange) throws IOException {
      exchange.floats(first);
      exchange.floats(second);
    }

    /**
     * Without gradient a moment halves every seven updates and stays at the smallest subnormal
     * numbers, for which processors are many times slower.
     */
    private void flush() {
      for (int i = 0; i < first.length; i++) {
        first[i] = Math.abs(first[i]) < TINY ? 0 : first[i];
        second[i] = second[i] < TINY ? 0 : second[i];
      }
    }
  }

  /** The state of a tensor, cut in pieces that fit the first cache with weights and gradients. */
  static final class State implements TensorState {
    private static final int PIECE = 1024;

    private final Moments[] pieces;
    private final int length;
    private int updates;

    State(int length) {
      this.length = length;
      pieces = new Moments[(length + PIECE - 1) / PIECE];
      for (int i = 0; i < pieces.length; i++) {
        pieces[i] = new Moments(Math.min(PIECE, length - i * PIECE));
      }
    }

    @Override
    public void exchange(Exchange exchange) throws IOException {
      updates = exchange.integer(updates);
      for (Moments piece : pieces) {
        piece.exchange(exchange);
      }
    }

    @Override
    public void update(FloatBuffer weights, float[] gradient, int gradientAt, Update.Step step) {
      updates++;
      AdamW adam = AdamW.at(updates, step);
      int longest = Math.min(PIECE, length);
      float[] p = new float[longest];
      float[] g = new float[longest];
      for (int i = 0; i < pieces.length; i++) {
        int from = i * PIECE;
        int n = Math.min(PIECE, length - from);
        weights.get(from, p, 0, n);
        System.arraycopy(gradient, gradientAt + from, g, 0, n);
        adam.update(p, g, pieces[i], n);
        weights.put(from, p, 0, n);
      }
    }
  }
}
