package org.al4j.models.transformer.internal;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.models.checkpoint.Head;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.checkpoint.ProblemType;
import org.al4j.models.checkpoint.Tensor;
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
    Design design = graphs.design(classes);
    requireCpu(Nd4j.getExecutioner().type());
    AtomicReference<Weights> read = new AtomicReference<>();
    Workers.all(List.of(() -> read.set(new Weights(design, tensors))));
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
  Engine(Weights weights, Graphs graphs, int lanes, boolean kernels) {
    this.weights = weights;
    this.kernels = kernels;
    for (int i = 0; i < lanes; i++) {
      this.lanes.add(new Session(weights, graphs, kernels));
    }
  }

  Weights weights() {
    return weights;
  }

  /** The architecture. */
  public ModelConfig config() {
    return weights.config();
  }

  /** What stands on the encoder. */
  public Head head() {
    return weights.design().head();
  }

  /** What a sequence classifier's outputs are. */
  public ProblemType problem() {
    return weights.design().problem();
  }

  /**
   * Changes the last layer so that each output {@code z} of before is {@code factor z + shift}. Not
   * while anything runs.
   */
  public void mapOutputs(double factor, double shift) {
    String layer = weights.design().headNames().output();
    for (Parameter parameter : weights.parameters()) {
      boolean bias = parameter.name().equals(Parameter.bias(layer));
      if (bias || parameter.name().equals(Parameter.weight(layer))) {
        FloatBuffer values = weights.buffer(parameter);
        for (int i = 0; i < parameter.length(); i++) {
          values.put(i, (float) (factor * values.get(i) + (bias ? shift : 0)));
        }
      }
    }
  }

  /** The sessions; each may run on a thread of its own. */
  List<Session> lanes() {
    return lanes;
  }

  /** A batch as the sessions take it: without padding if they have kernels. */
  Batch batch(List<Sequence> sequences) {
    Layout layout =
        kernels ? Layout.packed(sequences) : Layout.padded(sequences, config().positions());
    return Batch.of(sequences, layout);
  }

  /** A copy of all weights by name without the family's prefix. */
  public SortedMap<String, Tensor> tensors() {
    return weights.tensors();
  }

  /**
   * A copy of all weights under the names that a Hugging Face file of a model with the head has.
   */
  public SortedMap<String, Tensor> storedTensors() {
    HeadNames names = weights.design().headNames();
    SortedMap<String, Tensor> stored = new TreeMap<>();
    weights.tensors().forEach((name, tensor) -> stored.put(names.stored(name), tensor));
    return stored;
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
