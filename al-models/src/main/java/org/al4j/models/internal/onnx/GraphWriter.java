package org.al4j.models.internal.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An ONNX model that is being written: nodes in the order in which they are computed, weights,
 * inputs and outputs. Operations are those of the standard's opset 17; the numbers of fields are
 * those of {@code onnx.proto}.
 *
 * <p>Source: the ONNX specification, IR version 8.
 */
public final class GraphWriter {
  private static final int OPSET = 17;
  private static final int IR_VERSION = 8;

  /** Types of elements, with their numbers in TensorProto. */
  public enum Type {
    /** 32 bits. */
    FLOAT(1),
    /** 8 bits with a sign. */
    INT8(3),
    /** 64 bits with a sign. */
    INT64(7);

    private final int number;

    Type(int number) {
      this.number = number;
    }
  }

  private static final int FLOAT_ATTRIBUTE = 1;
  private static final int INT_ATTRIBUTE = 2;
  private static final int INTS_ATTRIBUTE = 7;

  private final Message graph = new Message();
  private final Set<String> weights = new HashSet<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private int made;

  /**
   * Settings of a node.
   *
   * @param whole whole numbers by name
   * @param real floats by name
   * @param lists lists of whole numbers by name
   */
  public record Attributes(
      Map<String, Long> whole, Map<String, Float> real, Map<String, List<Long>> lists) {
    /** None. */
    public static final Attributes NONE = new Attributes(Map.of(), Map.of(), Map.of());

    /** A whole number. */
    public static Attributes of(String name, long value) {
      return new Attributes(Map.of(name, value), Map.of(), Map.of());
    }

    /** A list of whole numbers. */
    public static Attributes of(String name, List<Long> values) {
      return new Attributes(Map.of(), Map.of(), Map.of(name, values));
    }

    /** The same with a float. */
    public Attributes with(String name, float value) {
      return new Attributes(whole, Map.of(name, value), lists);
    }
  }

  /** Adds a node with one output; returns that. */
  public String node(String operation, List<String> inputs) {
    return node(operation, inputs, Attributes.NONE);
  }

  /** Adds a node with settings and one output; returns that. */
  public String node(String operation, List<String> inputs, Attributes attributes) {
    return node(operation, inputs, attributes, 1).get(0);
  }

  /**
   * Adds a node.
   *
   * @param outputs how many it has
   * @return their names
   */
  public List<String> node(
      String operation, List<String> inputs, Attributes attributes, int outputs) {
    String name = operation + "." + made++;
    List<String> given =
        outputs == 1
            ? List.of(name)
            : IntStream.range(0, outputs).mapToObj(i -> name + ":" + i).toList();
    add(operation, name, inputs, given, attributes);
    return given;
  }

  private void add(
      String operation,
      String name,
      List<String> inputs,
      List<String> outputs,
      Attributes attributes) {
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    outputs.forEach(output -> node.text(2, output));
    node.text(3, name).text(4, operation);
    attributes.whole.forEach(
        (key, value) ->
            node.message(5, new Message().text(1, key).number(3, value).number(20, INT_ATTRIBUTE)));
    attributes.real.forEach(
        (key, value) ->
            node.message(5, new Message().text(1, key).real(2, value).number(20, FLOAT_ATTRIBUTE)));
    attributes.lists.forEach(
        (key, values) -> {
          Message list = new Message().text(1, key);
          values.forEach(value -> list.number(8, value));
          node.message(5, list.number(20, INTS_ATTRIBUTE));
        });
    graph.message(1, node);
  }

  /** Whether there is a weight of this name. */
  public boolean has(String weight) {
    return weights.contains(weight);
  }

  /** Adds floats under a name, once. */
  public String floats(String name, float[] values, long... shape) {
    byte[] raw = new byte[Math.multiplyExact(Float.BYTES, values.length)];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return weight(name, Type.FLOAT, raw, shape);
  }

  /** Adds bytes with a sign under a name, once. */
  public String bytes(String name, byte[] values, long... shape) {
    return weight(name, Type.INT8, values, shape);
  }

  /** A constant float. */
  public String number(float value) {
    return floats("constant." + value, new float[] {value});
  }

  /** A constant list of whole numbers. */
  public String list(long... values) {
    return longs("constant." + Arrays.toString(values), values, values.length);
  }

  /** A constant whole number. */
  public String whole(long value) {
    return longs("constant.i" + value, new long[] {value});
  }

  private String longs(String name, long[] values, long... shape) {
    byte[] raw = new byte[Math.multiplyExact(Long.BYTES, values.length)];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
    return weight(name, Type.INT64, raw, shape);
  }

  private String weight(String name, Type type, byte[] raw, long[] shape) {
    if (weights.add(name)) {
      Message tensor = new Message();
      for (long extent : shape) {
        tensor.number(1, extent);
      }
      graph.message(5, tensor.number(2, type.number).text(8, name).bytes(9, raw));
    }
    return name;
  }

  /**
   * Declares an input.
   *
   * @param shape names of axes, or their lengths
   */
  public String input(String name, Type type, String... shape) {
    graph.message(11, value(name, type, shape));
    return name;
  }

  /** Declares that a value is an output, under a name. */
  public void output(String value, String name, String... shape) {
    add("Identity", "output." + name, List.of(value), List.of(name), Attributes.NONE);
    graph.message(12, value(name, Type.FLOAT, shape));
  }

  private static Message value(String name, Type type, String... shape) {
    Message axes = new Message();
    for (String axis : shape) {
      boolean fixed = axis.chars().allMatch(Character::isDigit);
      axes.message(
          1, fixed ? new Message().number(1, Long.parseLong(axis)) : new Message().text(2, axis));
    }
    Message tensor = new Message().number(1, type.number).message(2, axes);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** Adds a line of what the file says of itself. */
  public void metadata(String key, String value) {
    metadata.put(key, value);
  }

  /** The whole, with the graph's name; nothing may be added afterwards. */
  public Message model(String name) {
    Message model =
        new Message()
            .number(1, IR_VERSION)
            .text(2, "AL4J")
            .message(7, graph.text(2, name))
            .message(8, new Message().text(1, "").number(2, OPSET));
    metadata.forEach((key, value) -> model.message(14, new Message().text(1, key).text(2, value)));
    return model;
  }
}
