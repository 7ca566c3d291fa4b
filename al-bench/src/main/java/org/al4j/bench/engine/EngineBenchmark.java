package org.al4j.bench.engine;

import java.util.List;
import java.util.Locale;
import org.al4j.core.InvalidInputException;
import org.al4j.core.backend.Backend;

/**
 * Measures the engine on a made-up BERT with a head for four classes: the time of a forward pass
 * over a batch of texts, that of a training step (forward, backward, clipping by the norm, AdamW;
 * dropout 0.1), where it goes, and the time that ND4J's matrix products of the same shapes take
 * alone. Holds native memory until {@link #close}. Not thread-safe.
 */
public final class EngineBenchmark implements AutoCloseable {
  private final Shape shape;
  private final SpeedModel model;

  /**
   * Sizes of the model and the batch.
   *
   * @param layers encoder layers
   * @param hidden hidden size, a multiple of the heads
   * @param heads attention heads
   * @param intermediate size of the feed-forward layer
   * @param length tokens of every text
   * @param batch texts of a forward pass or a training step
   */
  public record Shape(int layers, int hidden, int heads, int intermediate, int length, int batch) {
    /** Checks the ranges. */
    public Shape {
      for (int size : new int[] {layers, hidden, heads, intermediate, length, batch}) {
        if (size < 1) {
          throw new InvalidInputException("benchmark: all sizes must be 1 or more, found " + size);
        }
      }
      if (hidden % heads != 0) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "benchmark: the hidden size must be a multiple of the heads, found %d and %d",
                hidden,
                heads));
      }
    }

    /**
     * Floating point operations of a text's forward pass: dense layers and attention. Of the last
     * layer, queries and all that follows are those of the first token alone.
     */
    public double forwardFlops() {
      double projections = 6.0 * hidden * hidden;
      double rest = 2.0 * hidden * hidden + 4.0 * hidden * intermediate + 4.0 * length * hidden;
      return layers * length * projections + ((layers - 1) * length + 1) * rest;
    }

    /** The same of a training step: the gradients take twice the forward pass. */
    public double trainFlops() {
      return 3 * forwardFlops();
    }
  }

  /**
   * Where time goes: the steps of one kind and shape in five passes.
   *
   * @param name of the operation or kernel
   * @param shapes of its inputs
   * @param calls how many, all threads together
   * @param seconds that they took, all threads together
   * @param flops of matrix products, 0 for other steps
   */
  public record Step(String name, String shapes, long calls, double seconds, double flops) {}

  private EngineBenchmark(Shape shape, boolean kernels) {
    this.shape = shape;
    model =
        new SpeedModel(
            new SpeedModel.Sizes(
                shape.layers,
                shape.hidden,
                shape.heads,
                shape.intermediate,
                shape.length,
                shape.batch),
            kernels);
  }

  /**
   * A model to measure.
   *
   * @param kernels whether plain Java replaces slow operations, or ND4J does everything
   */
  public static EngineBenchmark create(Shape shape, boolean kernels) {
    Backend.require();
    return new EngineBenchmark(shape, kernels);
  }

  /** How many threads compute. */
  public static int threads() {
    return SpeedModel.threads();
  }

  /** Seconds of a forward pass over the batch. */
  public double forward() {
    return seconds(model::forward);
  }

  /** Seconds of a training step on the batch. */
  public double train() {
    return seconds(model::train);
  }

  /**
   * Operations a second that ND4J's products of the dense layers' shapes reach alone, on all
   * threads: the best of a few runs.
   *
   * @param gradients whether those of the gradients are included, as in training
   */
  public double floor(boolean gradients) {
    return Floor.flopsPerSecond(
        shape.length * Math.max(1, shape.batch / threads()),
        shape.hidden,
        shape.intermediate,
        gradients);
  }

  /** The steps of five passes, the longest first. */
  public List<Step> profile(boolean training) {
    return model.profile(training).lines().stream()
        .map(
            line ->
                new Step(line.name(), line.shapes(), line.calls(), line.seconds(), line.flops()))
        .toList();
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-9;
  }

  @Override
  public void close() {
    model.close();
  }
}
