package org.al4j.models.internal.engine.train;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.run.Workers;

/**
 * What a network gave for a batch, in the parts that the lanes computed, with room for the
 * gradients of a loss.
 *
 * @param parts together each example once
 * @param examples the batch in its order
 * @param update all examples of the update that the batch belongs to; the batch itself without
 *     micro-batches
 */
public record GraphOutputs(List<Part> parts, List<Example> examples, List<Example> update) {
  /** Copies the lists. */
  public GraphOutputs {
    parts = List.copyOf(parts);
    examples = List.copyOf(examples);
    update = List.copyOf(update);
  }

  /**
   * A lane's part. Its arrays are the lane's memory, and valid while the loss is computed.
   *
   * @param lane the lane's number, from 0: of each there is one part
   * @param batch where each sequence's tokens lie in the rows of the arrays
   * @param positions where each sequence stands in {@link GraphOutputs#examples}
   * @param values by port
   * @param gradients by port, zero at first
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Part(
      int lane,
      Batch batch,
      int[] positions,
      Map<String, FloatBuffer> values,
      Map<String, FloatBuffer> gradients) {
    /** A port's numbers. */
    public FloatBuffer value(String port) {
      return Objects.requireNonNull(values.get(port), port);
    }

    /** A copy of a port's numbers. */
    public float[] values(String port) {
      FloatBuffer value = value(port);
      float[] copy = new float[value.capacity()];
      value.get(0, copy);
      return copy;
    }

    /** The gradient with respect to a port's numbers. */
    public FloatBuffer gradient(String port) {
      return Objects.requireNonNull(gradients.get(port), port);
    }

    /** Adds to the gradient with respect to a port's numbers, from a place on. */
    public void add(String port, int at, float[] gradient) {
      FloatBuffer sum = gradient(port);
      float[] there = new float[gradient.length];
      sum.get(at, there);
      for (int i = 0; i < there.length; i++) {
        there[i] += gradient[i];
      }
      sum.put(at, there);
    }
  }

  /**
   * The sum of a loss that each part has by itself; the parts at the same time, one a lane. One
   * part stays on the caller's thread, which may be a lane's: waiting there for another could be
   * forever.
   */
  public double sum(ToDoubleFunction<Part> loss) {
    if (parts.size() == 1) {
      return loss.applyAsDouble(parts.get(0));
    }
    double[] losses = new double[parts.size()];
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      int at = i;
      tasks.add(() -> losses[at] = loss.applyAsDouble(parts.get(at)));
    }
    Workers.all(tasks);
    double sum = 0;
    for (double one : losses) {
      sum += one;
    }
    return sum;
  }
}
