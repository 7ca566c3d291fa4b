package org.al4j.models.internal.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes ONNX models field by field. */
final class ProtobufBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static ProtobufBytes message() {
    return new ProtobufBytes();
  }

  ProtobufBytes integer(int field, long value) {
    return varint((long) field << 3).varint(value);
  }

  ProtobufBytes text(int field, String value) {
    return content(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtobufBytes content(int field, byte[] value) {
    varint((long) field << 3 | 2).varint(value.length);
    out.write(value, 0, value.length);
    return this;
  }

  ProtobufBytes content(int field, ProtobufBytes value) {
    return content(field, value.done());
  }

  ProtobufBytes varint(long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      out.write((int) ((rest & 0x7f) | 0x80));
    }
    out.write((int) rest);
    return this;
  }

  byte[] done() {
    return out.toByteArray();
  }

  /** A TensorProto without values. */
  static ProtobufBytes tensor(String name, int type, long... shape) {
    ProtobufBytes tensor = message();
    for (long extent : shape) {
      tensor.integer(1, extent);
    }
    return tensor.integer(2, type).text(8, name);
  }

  /** A TensorProto of float32. */
  static ProtobufBytes floats(String name, long[] shape, float... values) {
    return tensor(name, 1, shape).content(9, bytes(values));
  }

  static byte[] bytes(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  /** A NodeProto. */
  static ProtobufBytes node(String op, String name, String output, String... inputs) {
    ProtobufBytes node = message();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(3, name).text(4, op);
  }

  /** A ModelProto of a graph's fields. */
  static byte[] model(ProtobufBytes graph) {
    return message().integer(1, 8).content(7, graph).done();
  }
}
