package org.al4j.models.transformer.internal;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.checkpoint.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The numbers of one model. What the graph multiplies lies in one native block, which this object
 * owns; the embedding tables are Java arrays, because lookup and update happen in Java.
 */
final class Weights implements AutoCloseable {
  private final ModelConfig config;
  private final List<Parameter> parameters;
  private final Region region;
  private final Map<String, Long> offsets = new LinkedHashMap<>();
  private final Map<String, float[]> tables = new LinkedHashMap<>();

  /**
   * Copies a model.
   *
   * @param tensors finds a tensor by its name without prefix
   */
  Weights(ModelConfig config, int classes, Function<String, Tensor> tensors) {
    this.config = config;
    this.parameters = Parameter.of(config, classes);
    long end = 0;
    for (Parameter parameter : parameters) {
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
        float[] values = tensors.apply(name).values();
        buffer(parameter).put(at, values);
        at += values.length;
      }
    }
    for (String table : tableNames()) {
      tables.put(table, tensors.apply(table).values().clone());
    }
  }

  ModelConfig config() {
    return config;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  private List<String> tableNames() {
    List<String> names = new ArrayList<>(List.of(TensorNames.WORD, TensorNames.POSITION));
    if (config.typeVocabulary() > 0) {
      names.add(TensorNames.TYPE);
    }
    return names;
  }

  /** The embedding tables by name, rows of {@code hidden} floats; live, not copies. */
  Map<String, float[]> tables() {
    return tables;
  }

  /** A parameter's memory. */
  FloatBuffer buffer(Parameter parameter) {
    return region.buffer(offsets.get(parameter.name()), parameter.length());
  }

  /** The parameters as the graph's placeholders; valid until {@link #close}. */
  Map<String, INDArray> arrays() {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      arrays.put(
          parameter.name(), region.array(offsets.get(parameter.name()), parameter.dimensions()));
    }
    return arrays;
  }

  /** A copy as tensors by name without prefix. */
  SortedMap<String, Tensor> tensors() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    for (Parameter parameter : parameters) {
      split(parameter, buffer(parameter), tensors);
    }
    tables.forEach(
        (name, values) ->
            tensors.put(
                name,
                new Tensor(
                    new long[] {values.length / config.hidden(), config.hidden()},
                    values.clone())));
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
