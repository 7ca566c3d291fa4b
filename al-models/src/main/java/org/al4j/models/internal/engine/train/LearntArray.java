package org.al4j.models.internal.engine.train;

import java.io.IOException;
import java.nio.FloatBuffer;

/**
 * AdamW on an array that lies outside a graph: what a loss of {@link OutputLoss} learns itself, or
 * a network that is no graph.
 */
public final class LearntArray implements Exchange.Kept {
  private final AdamW.State state;

  /** Of so many numbers. */
  public LearntArray(int length) {
    state = new AdamW.State(length);
  }

  /** One update of the array, without decay. */
  public void update(float[] values, float[] gradient, double rate) {
    state.update(FloatBuffer.wrap(values), gradient, 0, new Update.Step(rate, 1, 0, 1));
  }

  /**
   * One update.
   *
   * @param decay weight decay, as a share of rate times a weight
   * @param scale what the gradient is multiplied by
   */
  public void update(FloatBuffer values, float[] gradient, double rate, double decay, float scale) {
    state.update(values, gradient, 0, new Update.Step(rate, 1, decay, scale));
  }

  @Override
  public void exchange(Exchange exchange) throws IOException {
    state.exchange(exchange);
  }
}
