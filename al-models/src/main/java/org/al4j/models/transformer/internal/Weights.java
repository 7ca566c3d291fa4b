package org.al4j.models.transformer.internal;

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
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.checkpoint.Tensor;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The numbers of one model. What the graph multiplies lies in one native block, which this object
 * owns; the embedding tables are Java arrays, because lookup and update happen in Java.
 */
final class Weights implements AutoCloseable {
  private final Design design;
  private final @Nullable Parameter tied;
  private final List<Parameter> parameters;
  private final Region region;
  private final Map<String, Long> offsets = new LinkedHashMap<>();
  private final Map<String, float[]> tables = new LinkedHashMap<>();

  /**
   * Copies a model.
   *
   * @param tensors finds a tensor by its name without prefix
   */
  Weights(Design design, Function<String, Tensor> tensors) {
    this.design = design;
    this.parameters = Parameter.of(design);
    this.tied = design.tied() ? Parameter.tied(design.config()) : null;
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
    tableShapes()
        .forEach(
            (name, shape) -> tables.put(name, checked(name, tensors.apply(name), shape).clone()));
    tablesChanged();
  }

  ModelConfig config() {
    return design.config();
  }

  Design design() {
    return design;
  }

  /** What is trained but the embedding tables. */
  List<Parameter> parameters() {
    return parameters;
  }

  /** The copy of the word embeddings that the head multiplies by, if any. */
  @Nullable Parameter tied() {
    return tied;
  }

  /** Everything in the native block. */
  private List<Parameter> placed() {
    List<Parameter> all = new ArrayList<>(parameters);
    if (tied != null) {
      all.add(tied);
    }
    return all;
  }

  /** Must be called after the tables were changed: the graph may read a copy. */
  void tablesChanged() {
    if (tied != null) {
      buffer(tied).put(0, table(TensorNames.WORD));
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

  private Map<String, long[]> tableShapes() {
    ModelConfig config = config();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(TensorNames.WORD, new long[] {config.vocabulary(), config.embedding()});
    shapes.put(
        TensorNames.POSITION,
        new long[] {config.firstPosition() + config.positions(), config.embedding()});
    if (config.typeVocabulary() > 0) {
      shapes.put(TensorNames.TYPE, new long[] {config.typeVocabulary(), config.embedding()});
    }
    return shapes;
  }

  /**
   * The embedding tables by name, rows of {@code config().embedding()} floats; live, not copies.
   */
  Map<String, float[]> tables() {
    return tables;
  }

  /** One of the tables; live. */
  float[] table(String name) {
    return Objects.requireNonNull(tables.get(name), name);
  }

  /** A parameter's memory. */
  FloatBuffer buffer(Parameter parameter) {
    return region.buffer(offset(parameter), parameter.length());
  }

  private long offset(Parameter parameter) {
    return Objects.requireNonNull(offsets.get(parameter.name()), parameter.name());
  }

  /** The parameters as the graph's placeholders; valid until {@link #close}. */
  Map<String, INDArray> arrays() {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    for (Parameter parameter : placed()) {
      arrays.put(parameter.name(), region.array(offset(parameter), parameter.dimensions()));
    }
    return arrays;
  }

  /** A copy as tensors by name without prefix. */
  SortedMap<String, Tensor> tensors() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    for (Parameter parameter : parameters) {
      split(parameter, buffer(parameter), tensors);
    }
    int width = config().embedding();
    tables.forEach(
        (name, values) ->
            tensors.put(
                name, new Tensor(new long[] {values.length / width, width}, values.clone())));
    return tensors;
  }

  /** Whether every weight is a number. */
  boolean finite() {
    boolean finite = true;
    for (Parameter parameter : parameters) {
      finite &= Vectors.finite(Vectors.copy(buffer(parameter)));
    }
    for (float[] table : tables.values()) {
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
