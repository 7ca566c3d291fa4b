package org.al4j.bench.fuzz.mutate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.al4j.models.tensor.Tensor;

/** Writes tensors as PyTorch's exporter does: matrices transposed, told by the bias added. */
public final class OnnxBytes {
  private static final int FLOAT = 1;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public static byte[] of(Map<String, Tensor> tensors) {
    OnnxBytes graph = new OnnxBytes();
    tensors.forEach(
        (name, tensor) -> {
          String bias = name.replaceAll("weight$", "bias");
          if (tensor.shape().length == 2 && tensors.containsKey(bias)) {
            String stored = "onnx::MatMul_" + name.hashCode();
            String product = "product_" + name.hashCode();
            graph.message(5, initializer(stored, transposed(tensor)));
            graph.message(1, node("MatMul", product, "x", stored));
            graph.message(1, node("Add", product + "_b", bias, product));
          } else {
            graph.message(5, initializer(name, tensor));
          }
        });
    return new OnnxBytes().number(1, 8).message(7, graph).out.toByteArray();
  }

  private static Tensor transposed(Tensor tensor) {
    int rows = (int) tensor.shape()[0];
    int columns = (int) tensor.shape()[1];
    float[] values = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        values[c * rows + r] = tensor.values()[r * columns + c];
      }
    }
    return new Tensor(new long[] {columns, rows}, values);
  }

  private static OnnxBytes initializer(String name, Tensor tensor) {
    OnnxBytes field = new OnnxBytes();
    for (long extent : tensor.shape()) {
      field.number(1, extent);
    }
    return field.number(2, FLOAT).text(8, name).bytes(9, littleEndian(tensor.values()));
  }

  static byte[] littleEndian(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static OnnxBytes node(String op, String output, String... inputs) {
    OnnxBytes node = new OnnxBytes();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(3, "/" + op).text(4, op);
  }

  private OnnxBytes number(int field, long value) {
    varint(out, (long) field << 3);
    varint(out, value);
    return this;
  }

  private OnnxBytes text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private OnnxBytes message(int field, OnnxBytes value) {
    return bytes(field, value.out.toByteArray());
  }

  private OnnxBytes bytes(int field, byte[] value) {
    varint(out, (long) field << 3 | 2);
    varint(out, value.length);
    out.writeBytes(value);
    return this;
  }

  static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      out.write((int) ((rest & 0x7f) | 0x80));
    }
    out.write((int) rest);
  }
}
