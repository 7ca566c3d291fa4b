package org.al4j.models.internal.onnx;

import static org.al4j.models.internal.onnx.ProtobufBytes.floats;
import static org.al4j.models.internal.onnx.ProtobufBytes.message;
import static org.al4j.models.internal.onnx.ProtobufBytes.model;
import static org.al4j.models.internal.onnx.ProtobufBytes.node;
import static org.al4j.models.internal.onnx.ProtobufBytes.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.models.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights of 8 bits, wired as ONNX Runtime's quantiser wires them. */
class OnnxQuantisedTest {
  private static final int U8 = 2;
  private static final int I8 = 3;

  @TempDir Path dir;

  private static ProtobufBytes raw(String name, int type, long[] shape, int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return tensor(name, type, shape).content(9, bytes);
  }

  /** As the quantiser writes zero points: packed, and negative numbers in ten bytes. */
  private static ProtobufBytes zeros(String name, int type, long[] shape, int... values) {
    ProtobufBytes packed = message();
    for (int value : values) {
      packed.varint(value);
    }
    return tensor(name, type, shape).content(5, packed);
  }

  private OnnxFile open(ProtobufBytes graph) throws IOException {
    return OnnxFile.open(Files.write(dir.resolve("m.onnx"), model(graph)));
  }

  /** {@code x W + b} in integers: the product is cast, scaled, and gets its bias. */
  private static ProtobufBytes product(ProtobufBytes graph, String weight, String zero) {
    return graph
        .content(1, node("DynamicQuantizeLinear", "q", "x_quantized", "x"))
        .content(1, node("Mul", "scales", "both", "x_scale", weight + "_scale"))
        .content(
            1,
            node(
                "MatMulInteger",
                "/layer/dense/MatMul_quant",
                "y_quantized",
                "x_quantized",
                weight + "_quantized",
                "x_zero_point",
                zero))
        .content(1, node("Cast", "cast", "y_cast", "y_quantized"))
        .content(1, node("Mul", "scale", "y", "y_cast", "both"))
        .content(1, node("Add", "add", "z", "a.dense.bias", "y"))
        .content(5, floats("a.dense.bias", new long[] {2}, 0, 0));
  }

  @Test
  void tensor_productByColumn_isScaledAndNamedByItsBias() throws IOException {
    ProtobufBytes graph =
        product(message(), "onnx::MatMul_7", "onnx::MatMul_7_zero_point")
            .content(5, raw("onnx::MatMul_7_quantized", I8, new long[] {3, 2}, 1, -2, 3, 4, -5, 6))
            .content(5, floats("onnx::MatMul_7_scale", new long[] {2}, 0.5f, 0.25f))
            .content(5, zeros("onnx::MatMul_7_zero_point", I8, new long[] {2}, -1, 2));
    try (OnnxFile file = open(graph)) {
      assertEquals(
          new Tensor(new long[] {2, 3}, new float[] {1, 2, -2, -1, 0.5f, 1}),
          file.tensor("a.dense.weight"));
      assertArrayEquals(new long[] {2, 3}, file.shape("a.dense.weight"));
      assertEquals(Set.of("a.dense.bias", "a.dense.weight", "onnx::MatMul_7"), file.names());
    }
  }

  @Test
  void tensor_productOfOneScaleAndNoZeroPoint_isScaled() throws IOException {
    ProtobufBytes graph =
        product(message(), "w", "")
            .content(5, raw("w_quantized", I8, new long[] {1, 2}, -128, 127))
            .content(5, floats("w_scale", new long[] {}, 0.5f));
    try (OnnxFile file = open(graph)) {
      assertEquals(
          new Tensor(new long[] {2, 1}, new float[] {-64, 63.5f}), file.tensor("a.dense.weight"));
    }
  }

  @Test
  void tensor_productWithoutBias_isNamedByItsModule() throws IOException {
    ProtobufBytes graph =
        message()
            .content(
                1,
                node(
                    "MatMulInteger", "/cls/decoder/MatMul_quant", "y", "x", "w_quantized", "z", ""))
            .content(5, raw("w_quantized", U8, new long[] {1, 2}, 3, 255))
            .content(5, floats("w_scale", new long[] {1}, 2));
    try (OnnxFile file = open(graph)) {
      assertArrayEquals(new float[] {6, 510}, file.tensor("cls.decoder.weight").values());
    }
  }

  private static ProtobufBytes embedding(ProtobufBytes integers, ProtobufBytes zero) {
    return message()
        .content(1, node("Gather", "g", "rows_quantized", "e.weight_quantized", "ids"))
        .content(
            1,
            node(
                "DequantizeLinear",
                "d",
                "rows",
                "rows_quantized",
                "e.weight_scale",
                "e.weight_zero_point"))
        .content(5, integers)
        .content(5, floats("e.weight_scale", new long[] {}, 0.5f))
        .content(5, zero);
  }

  @Test
  void tensor_embeddingOfUnsignedIntegers_isTurnedBack() throws IOException {
    ProtobufBytes integers = raw("e.weight_quantized", U8, new long[] {2, 2}, 0, 127, 128, 255);
    ProtobufBytes zero = zeros("e.weight_zero_point", U8, new long[] {}, 130);
    try (OnnxFile file = open(embedding(integers, zero))) {
      assertEquals(
          new Tensor(new long[] {2, 2}, new float[] {-65, -1.5f, -1, 62.5f}),
          file.tensor("e.weight"));
      assertEquals(Set.of("e.weight"), file.names());
    }
  }

  @Test
  void tensor_integersOneByOne_areRead() throws IOException {
    ProtobufBytes integers = zeros("e.weight_quantized", I8, new long[] {2, 2}, 1, -2, 3, -4);
    ProtobufBytes single = tensor("e.weight_zero_point", I8).integer(5, -1);
    try (OnnxFile file = open(embedding(integers, single))) {
      assertArrayEquals(new float[] {1, -0.5f, 2, -1.5f}, file.tensor("e.weight").values());
    }
  }

  /** Integers that are turned back before the product, with scales along an axis. */
  @Test
  void tensor_dequantisedAlongAnAxis_isNamedAsInFloats() throws IOException {
    for (long axis : new long[] {0, -2}) {
      ProtobufBytes attribute = message().text(1, "axis").integer(3, axis);
      ProtobufBytes graph =
          message()
              .content(
                  1,
                  node("DequantizeLinear", "d", "w_f", "w_quantized", "w_scale", "w_zero_point")
                      .content(5, attribute))
              .content(1, node("MatMul", "m", "y", "x", "w_f"))
              .content(1, node("Add", "add", "z", "y", "b.bias"))
              .content(5, floats("b.bias", new long[] {2}, 0, 0))
              .content(5, raw("w_quantized", I8, new long[] {2, 2}, 1, 2, 3, 4))
              .content(5, floats("w_scale", new long[] {2}, 1, 10))
              .content(5, raw("w_zero_point", I8, new long[] {2}, 0, 1));
      try (OnnxFile file = open(graph)) {
        assertEquals(
            new Tensor(new long[] {2, 2}, new float[] {1, 20, 2, 30}), file.tensor("b.weight"));
      }
    }
  }

  private String refusal(ProtobufBytes graph, String name) throws IOException {
    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class,
            () -> {
              try (OnnxFile file = open(graph)) {
                file.tensor(name);
              }
            });
    return refusal.getMessage().substring(dir.resolve("m.onnx: ").toString().length());
  }

  @Test
  void tensor_scalesThatDoNotFit_refused() throws IOException {
    ProtobufBytes graph =
        product(message(), "w", "w_zero_point")
            .content(5, raw("w_quantized", I8, new long[] {1, 2}, 1, 2))
            .content(5, floats("w_scale", new long[] {3}, 1, 2, 3))
            .content(5, zeros("w_zero_point", I8, new long[] {3}, 1, 2, 3));
    assertEquals(
        "tensor a.dense.weight of the shape [1, 2] has 3 scales and 3 zero points; one of each is"
            + " read, or as many as axis 1 is long",
        refusal(graph, "a.dense.weight"));
  }

  @Test
  void tensor_zeroPointOfAnotherTypeOrLength_refused() throws IOException {
    ProtobufBytes integers = raw("e.weight_quantized", U8, new long[] {1, 1}, 1);
    assertEquals(
        "tensor e.weight is scaled and of the type U8, its zero point is I8; both must be U8, or"
            + " I8",
        refusal(
            embedding(integers, zeros("e.weight_zero_point", I8, new long[] {}, 1)), "e.weight"));
    assertEquals(
        "tensor e.weight_zero_point of [2] takes 2 values, it has 1",
        refusal(
            embedding(integers, zeros("e.weight_zero_point", U8, new long[] {2}, 1)), "e.weight"));
  }

  @Test
  void tensor_zeroPointThatIsComputed_refused() throws IOException {
    ProtobufBytes graph =
        product(message(), "w", "computed")
            .content(5, raw("w_quantized", I8, new long[] {1, 2}, 1, 2))
            .content(5, floats("w_scale", new long[] {1}, 1));
    assertEquals(
        "tensor a.dense.weight is I8; weights must be F32, F16, BF16 or F64",
        refusal(graph, "a.dense.weight"));
  }

  @Test
  void tensor_truncatedOrChanged_readOrRefused() throws IOException {
    ProtobufBytes graph =
        product(message(), "w", "w_zero_point")
            .content(5, raw("w_quantized", I8, new long[] {2, 2}, 1, 2, 3, 4))
            .content(5, floats("w_scale", new long[] {2}, 1, 2))
            .content(5, zeros("w_zero_point", I8, new long[] {2}, 1, -2));
    byte[] whole = model(graph);
    SplittableRandom random = new SplittableRandom(7);
    int read = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bytes =
          i % 4 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int j = 0; j < 2 && bytes.length > 0; j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path path = Files.write(dir.resolve("x.onnx"), bytes);
      try (OnnxFile file = OnnxFile.open(path)) {
        for (String name : file.names()) {
          file.tensor(name);
          read++;
        }
      } catch (InvalidInputException e) {
        assertTrue(e.getMessage().startsWith(path + ": "), e.getMessage());
      }
    }
    assertTrue(read > 100, "read " + read);
  }
}
