package org.al4j.models.internal.distil;

import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.al4j.models.internal.engine.train.Exchange;
import org.al4j.models.internal.engine.train.LearntArray;

/**
 * A matrix that is learnt with a student, from its width to its teacher's, so that their states can
 * be compared where the widths differ. Updated by AdamW without decay; not part of what clipping
 * measures. Source: Jiao et al. 2020.
 */
final class Projection implements Exchange.Kept {
  private final int in;
  private final int out;
  private final float[] weights;
  private final SortedMap<Integer, float[]> gradients = new TreeMap<>();
  private final LearntArray state;

  /** From N(0, 1 / in), so that lengths stay about as they are. */
  Projection(int in, int out, RandomGenerator random) {
    this(in, out, drawn(in, out, random));
  }

  /** With weights {@code [in, out]}. */
  Projection(int in, int out, float[] weights) {
    this.in = in;
    this.out = out;
    this.weights = weights;
    this.state = new LearntArray(weights.length);
  }

  private static float[] drawn(int in, int out, RandomGenerator random) {
    float[] weights = new float[in * out];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (random.nextGaussian() / Math.sqrt(in));
    }
    return weights;
  }

  /**
   * The loss {@code mean (x W - t)^2}, of which the gradient with respect to x is added, and that
   * with respect to W kept until the next update. Lanes may call it at the same time.
   *
   * @param lane which of them calls
   */
  RowLoss of(int lane) {
    float[] gradient = gradient(lane);
    return (teacher, student, scale, slopes) -> apply(teacher, student, scale, slopes, gradient);
  }

  /** Of each lane a sum of its own, as the order of sums decides the last bits. */
  private synchronized float[] gradient(int lane) {
    return gradients.computeIfAbsent(lane, key -> new float[weights.length]);
  }

  private double apply(
      float[] teacher, float[] student, double scale, float[] slopes, float[] gradient) {
    float[] projected = new float[out];
    for (int i = 0; i < in; i++) {
      for (int k = 0; k < out; k++) {
        projected[k] += student[i] * weights[i * out + k];
      }
    }
    float[] outer = new float[out];
    double loss = RowLosses.squares(teacher, projected, scale, outer);
    for (int i = 0; i < in; i++) {
      float sum = 0;
      for (int k = 0; k < out; k++) {
        sum += outer[k] * weights[i * out + k];
      }
      slopes[i] += sum;
    }
    for (int i = 0; i < in; i++) {
      for (int k = 0; k < out; k++) {
        gradient[i * out + k] += student[i] * outer[k];
      }
    }
    return loss;
  }

  /** The gradient since the last update, {@code [in, out]}. */
  float[] gradient() {
    float[] sum = new float[weights.length];
    for (float[] one : gradients.values()) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += one[i];
      }
    }
    return sum;
  }

  /** Forgets the gradient, of which only a value was wanted. */
  void forget() {
    gradients.values().forEach(one -> Arrays.fill(one, 0));
  }

  void update(double rate) {
    state.update(weights, gradient(), rate);
    forget();
  }

  @Override
  public void exchange(Exchange exchange) throws IOException {
    exchange.floats(weights);
    state.exchange(exchange);
  }
}
