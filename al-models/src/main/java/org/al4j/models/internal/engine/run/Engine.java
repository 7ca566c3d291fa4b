package org.al4j.models.internal.engine.run;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.tensor.Tensor;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One model with what it takes to run it: its weights and a session for each worker. Owns both.
 * Calls must not overlap.
 */
public final class Engine implements AutoCloseable {
  private final Weights weights;
  private final List<Session> lanes = new ArrayList<>();
  private final boolean kernels;

  /**
   * A model with a lane per processor. The tensors are read on a worker: on the caller's thread, an
   * interrupt would close their file for everybody.
   *
   * @param graphs of the same configuration and head; may be shared with other models
   * @param classes of a classification head; 0 for other heads
   * @param tensors finds a tensor by its name without the family's prefix
   */
  public static Engine create(Graphs graphs, int classes, Function<String, Tensor> tensors) {
    Network network = graphs.network(classes);
    requireCpu(Nd4j.getExecutioner().type());
    AtomicReference<Weights> read = new AtomicReference<>();
    Workers.all(List.of(() -> read.set(new Weights(network, tensors))));
    return new Engine(Objects.requireNonNull(read.get()), graphs, Workers.count(), true);
  }

  /**
   * Inputs, weights and results pass through host memory, which a GPU backend would not keep in
   * step with its own: better refused than silently wrong.
   */
  static void requireCpu(OpExecutioner.ExecutionerType type) {
    if (type != OpExecutioner.ExecutionerType.NATIVE_CPU) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "transformers run on ND4J's CPU backend only, found %s; put al-native-cpu on the"
                  + " class path instead",
              type));
    }
  }

  /** An engine that owns {@code weights}. */
  public Engine(Weights weights, Graphs graphs, int lanes, boolean kernels) {
    this.weights = weights;
    this.kernels = kernels;
    for (int i = 0; i < lanes; i++) {
      this.lanes.add(new Session(weights, graphs, kernels));
    }
  }

  public Weights weights() {
    return weights;
  }

  /** What is run. */
  public Network network() {
    return weights.network();
  }

  /**
   * Changes the last layer, or if it has no bias what comes before it, so that what was the output
   * {@code z} is {@code factor z + shift}. For networks with one output; not while anything runs.
   */
  public void mapOutputs(double factor, double shift) {
    Map<String, FloatBuffer> buffers = new HashMap<>();
    weights.parameters().forEach(one -> buffers.put(one.name(), weights.buffer(one)));
    List<String> layer = network().outputLayer();
    FloatBuffer weight = Objects.requireNonNull(buffers.get(layer.get(0)));
    map(weight, factor, 0);
    if (layer.size() > 1) {
      map(Objects.requireNonNull(buffers.get(layer.get(1))), factor, shift);
    } else {
      FloatBuffer before = Objects.requireNonNull(buffers.get(network().outputShift()));
      shift(before, weight, shift);
    }
  }

  private static void map(FloatBuffer values, double factor, double shift) {
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, (float) (factor * values.get(i) + shift));
    }
  }

  /** With {@code b + shift w / (w w)} for b, the output {@code w (x + b)} is greater by shift. */
  private static void shift(FloatBuffer b, FloatBuffer w, double shift) {
    double squares = Vectors.squares(Vectors.copy(w));
    for (int i = 0; i < b.capacity(); i++) {
      b.put(i, (float) (b.get(i) + shift * w.get(i) / squares));
    }
  }

  /** The sessions; each may run on a thread of its own. */
  public List<Session> lanes() {
    return lanes;
  }

  /** A batch as the sessions take it: without padding if they have kernels. */
  public Batch batch(List<Sequence> sequences) {
    Layout layout =
        kernels ? Layout.packed(sequences) : Layout.padded(sequences, network().positions());
    return Batch.of(sequences, layout);
  }

  /** A copy of all weights by name without the family's prefix. */
  public SortedMap<String, Tensor> tensors() {
    return weights.tensors();
  }

  /** Frees working memory and plans; the next run makes them anew. */
  public void trim() {
    lanes.forEach(Session::close);
  }

  @Override
  public void close() {
    lanes.forEach(Session::close);
    weights.close();
  }
}
