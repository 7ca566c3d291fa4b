package org.al4j.models.internal.engine.run;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.engine.kernel.Shapes;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.internal.engine.plan.Region;
import org.al4j.models.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The numbers of one model. What the graph multiplies lies in one native block, which this object
 * owns; the embedding tables are Java arrays, because lookup and update happen in Java.
 */
public final class Weights implements AutoCloseable {
  private final Network network;
  private final List<Parameter> parameters;
  private final Region region;
  private final Map<String, Long> offsets = new LinkedHashMap<>();
  private final List<float[]> tables = new ArrayList<>();

  /**
   * Copies a model.
   *
   * @param tensors finds a tensor by its name without prefix
   */
  public Weights(Network network, Function<String, Tensor> tensors) {
    this.network = network;
    this.parameters = network.parameters();
    long end = 0;
    for (Parameter parameter : placed()) {
      offsets.put(parameter.name(), end);
      end += (parameter.length() + 15L) / 16 * 16;
    }
    region = new Region(end);
    boolean filled = false;
    try {
      fill(tensors);
      filled = true;
    } finally {
      if (!filled) {
        region.close();
      }
    }
  }

  private void fill(Function<String, Tensor> tensors) {
    for (Parameter parameter : parameters) {
      int at = 0;
      for (String name : parameter.tensors()) {
        float[] values = checked(name, tensors.apply(name), parameter.tensorShape());
        buffer(parameter).put(at, values);
        at += values.length;
      }
    }
    for (EmbeddingTable table : network.tables()) {
      Tensor tensor = tensors.apply(table.tensor());
      tables.add(checked(table.tensor(), tensor, table.shape()).clone());
    }
    tablesChanged();
  }

  /** What the numbers are of. */
  public Network network() {
    return network;
  }

  /** What is trained but the embedding tables. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Everything in the native block. */
  private List<Parameter> placed() {
    List<Parameter> all = new ArrayList<>(parameters);
    Parameter tied = network.tied();
    if (tied != null) {
      all.add(tied);
    }
    return all;
  }

  /** Must be called after the tables were changed: the graph may read a copy. */
  public void tablesChanged() {
    Parameter tied = network.tied();
    if (tied != null) {
      buffer(tied).put(0, tables.get(0));
    }
  }

  private static float[] checked(String name, Tensor tensor, long[] shape) {
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "tensor %s has the shape %s, but config.json and the head need %s",
              name,
              Arrays.toString(tensor.shape()),
              Arrays.toString(shape)));
    }
    return tensor.values();
  }

  /** The rows of a table behind each other, by its place in the network; live, no copy. */
  public float[] table(int place) {
    return tables.get(place);
  }

  /** The rows of a table behind each other; live, no copy. */
  public float[] table(EmbeddingTable table) {
    return tables.get(network.tables().indexOf(table));
  }

  /** A parameter's memory. */
  public FloatBuffer buffer(Parameter parameter) {
    return region.buffer(offset(parameter), parameter.length());
  }

  private long offset(Parameter parameter) {
    return Objects.requireNonNull(offsets.get(parameter.name()), parameter.name());
  }

  /** The parameters as the graph's placeholders; valid until {@link #close}. */
  public Map<String, INDArray> arrays() {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    for (Parameter parameter : placed()) {
      arrays.put(parameter.name(), region.array(offset(parameter), parameter.dimensions()));
    }
    return arrays;
  }

  /** A copy as tensors by name without prefix. */
  public SortedMap<String, Tensor> tensors() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    for (Parameter parameter : parameters) {
      split(parameter, buffer(parameter), tensors);
    }
    for (EmbeddingTable table : network.tables()) {
      tensors.put(table.tensor(), new Tensor(table.shape(), table(table).clone()));
    }
    return tensors;
  }

  /** Whether every weight is a number. */
  public boolean finite() {
    boolean finite = true;
    for (Parameter parameter : parameters) {
      finite &= Vectors.finite(Vectors.copy(buffer(parameter)));
    }
    for (float[] table : tables) {
      finite &= Vectors.finite(table);
    }
    return finite;
  }

  /** Cuts a stacked array into the tensors that it consists of. */
  static void split(Parameter parameter, FloatBuffer stacked, Map<String, Tensor> into) {
    int at = 0;
    for (String name : parameter.tensors()) {
      float[] values = new float[(int) Shapes.length(parameter.tensorShape())];
      stacked.get(at, values);
      into.put(name, new Tensor(parameter.tensorShape(), values));
      at += values.length;
    }
  }

  @Override
  public void close() {
    region.close();
  }
}
