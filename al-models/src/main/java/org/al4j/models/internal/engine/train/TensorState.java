package org.al4j.models.internal.engine.train;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.al4j.models.training.Optimizer;

/** What an optimizer remembers of a tensor; it counts the tensor's own updates. */
interface TensorState extends Exchange.Kept {
  /** Updates the tensor, which is all of {@code weights}, by its gradient. */
  void update(FloatBuffer weights, float[] gradient, int gradientAt, Update.Step step);

  /** The state of a tensor that has not been updated yet. */
  static TensorState of(Optimizer optimizer, long[] shape) {
    int length = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    if (optimizer instanceof Optimizer.Adafactor settings) {
      int rows = shape.length < 2 ? 1 : (int) shape[0];
      return new Adafactor(settings, rows, length / rows);
    }
    return new AdamW.State(length);
  }
}
