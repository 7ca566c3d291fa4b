package org.al4j.models.internal.architecture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.internal.onnx.GraphWriter;
import org.al4j.models.internal.onnx.GraphWriter.Attributes;
import org.al4j.models.tensor.Tensor;

/**
 * A model's weights in an ONNX graph, and products with them: in floats, or in integers of 8 bits.
 * In integers the states of a batch have one scale and zero point, found when they are there, each
 * column of the weight has a scale of its own and no zero point, and sums are exact in 32 bits. So
 * what comes out for a text depends a little on the others of its batch.
 *
 * <p>Source: the operations {@code DynamicQuantizeLinear} and {@code MatMulInteger} of the ONNX
 * specification.
 */
final class OnnxWeights {
  /** What stands for products in floats. */
  static final int FLOAT = 0;

  private final GraphWriter out;
  private final Map<String, Parameter> parameters = new HashMap<>();
  private final Function<String, Tensor> tensors;
  private final int steps;
  private final List<String> exact;
  private final Map<String, List<String>> quantised = new HashMap<>();

  /**
   * Weights that are written when they are first used.
   *
   * @param network whose parameters they are
   * @param tensors finds a tensor by its name
   * @param steps the integer that the largest weight of a column becomes, 127 at most; {@link
   *     #FLOAT} for products in floats
   */
  OnnxWeights(GraphWriter out, HeadedNetwork network, Function<String, Tensor> tensors, int steps) {
    this.out = out;
    this.tensors = tensors;
    this.steps = steps;
    this.exact = network.outputLayer();
    network.parameters().forEach(one -> parameters.put(one.name(), one));
    Parameter tied = network.tied();
    if (tied != null) {
      parameters.put(tied.name(), tied);
    }
  }

  /** A table's rows. */
  String table(EmbeddingTable table) {
    Tensor tensor = tensors.apply(table.tensor());
    return out.has(table.tensor())
        ? table.tensor()
        : out.floats(table.tensor(), tensor.values(), tensor.shape());
  }

  /** A gain or a bias. */
  String vector(String name) {
    float[] values = values(name);
    return out.floats(name, values, values.length);
  }

  /** {@code [out, in]} as {@code [in, out]}. */
  String transposed(String name) {
    List<Integer> shape = parameter(name).shape();
    int rows = shape.get(0);
    int columns = shape.get(1);
    return out.floats(name, transposed(values(name), rows, columns), columns, rows);
  }

  /** {@code [.., in] -> [.., out]}. */
  String product(String x, Linear layer) {
    String name = Parameter.weight(layer.name());
    boolean flipped = layer.form() == Linear.Form.FLIPPED;
    float[] stored = values(name);
    float[] weight = flipped ? stored : transposed(stored, layer.out(), layer.in());
    String product =
        steps == FLOAT || exact.contains(name)
            ? out.node("MatMul", List.of(x, out.floats(name, weight, layer.in(), layer.out())))
            : inIntegers(x, name, weight, layer.out());
    return layer.form() == Linear.Form.PLAIN
        ? product
        : out.node("Add", List.of(product, vector(Parameter.bias(layer.name()))));
  }

  private String inIntegers(String x, String name, float[] weight, int columns) {
    float[] scales = scales(weight, columns);
    byte[] integers = new byte[weight.length];
    for (int i = 0; i < weight.length; i++) {
      integers[i] = (byte) Math.round(weight[i] / scales[i % columns]);
    }
    List<String> parts =
        quantised.computeIfAbsent(
            x, value -> out.node("DynamicQuantizeLinear", List.of(value), Attributes.NONE, 3));
    String product =
        out.node(
            "MatMulInteger",
            List.of(
                parts.get(0),
                out.bytes(name + ".integers", integers, weight.length / columns, columns),
                parts.get(2)));
    String scale =
        out.node("Mul", List.of(parts.get(1), out.floats(name + ".scales", scales, columns)));
    String real = out.node("Cast", List.of(product), Attributes.of("to", 1));
    return out.node("Mul", List.of(real, scale));
  }

  /** Of each column; 1 where all of it is 0. */
  private float[] scales(float[] weight, int columns) {
    float[] scales = new float[columns];
    for (int i = 0; i < weight.length; i++) {
      scales[i % columns] = Math.max(scales[i % columns], Math.abs(weight[i]));
    }
    for (int k = 0; k < columns; k++) {
      scales[k] = scales[k] == 0 ? 1 : scales[k] / steps;
    }
    return scales;
  }

  private static float[] transposed(float[] values, int rows, int columns) {
    float[] turned = new float[values.length];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        turned[k * rows + i] = values[i * columns + k];
      }
    }
    return turned;
  }

  private Parameter parameter(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  /** The tensors that a parameter consists of, behind each other. */
  private float[] values(String name) {
    Parameter parameter = parameter(name);
    float[] all = new float[parameter.length()];
    int at = 0;
    for (String tensor : parameter.tensors()) {
      float[] part = tensors.apply(tensor).values();
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
