package org.al4j.models.internal.engine.train;

import java.io.IOException;
import java.nio.FloatBuffer;

/** AdamW without decay on an array that a loss of {@link OutputLoss} learns itself. */
public final class LearntArray implements Exchange.Kept {
  private final AdamW.State state;

  /** Of so many numbers. */
  public LearntArray(int length) {
    state = new AdamW.State(length);
  }

  /** One update of the array. */
  public void update(float[] values, float[] gradient, double rate) {
    state.update(FloatBuffer.wrap(values), gradient, 0, new Update.Step(rate, 1, 0, 1));
  }

  @Override
  public void exchange(Exchange exchange) throws IOException {
    state.exchange(exchange);
  }
}
