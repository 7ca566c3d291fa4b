package org.al4j.models.internal.onnx;

import static org.al4j.models.internal.onnx.ProtobufBytes.floats;
import static org.al4j.models.internal.onnx.ProtobufBytes.message;
import static org.al4j.models.internal.onnx.ProtobufBytes.model;
import static org.al4j.models.internal.onnx.ProtobufBytes.node;
import static org.al4j.models.internal.onnx.ProtobufBytes.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxFileTest {
  private static final long[] SQUARE = {2, 2};

  @TempDir Path dir;

  /** The exporter's wrapper put {@code m.} before every name. */
  private static void assertSameTensors(Path safetensors, Path onnx) {
    try (SafeTensors expected = SafeTensors.open(safetensors);
        OnnxFile found = OnnxFile.open(onnx)) {
      for (String name : expected.names()) {
        assertEquals(expected.tensor(name), found.tensor("m." + name), onnx + " " + name);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bert/seqcls, model_opset13",
    "bert/seqcls, model_opset17",
    "distilbert/seqcls, model_opset17"
  })
  void tensor_export_bitsOfTheSafetensors(String model, String export) {
    assertSameTensors(
        Fixtures.path("models/" + model + "/model.safetensors"),
        Fixtures.path("models/" + model + "_forms/" + export + ".onnx"));
  }

  /** The exports of all families, which are too large for the test resources. */
  @ParameterizedTest
  @ValueSource(strings = {"bert", "distilbert", "electra", "roberta"})
  void tensor_everyExportOfAFamily_bitsOfTheSafetensors(String family) {
    Path models =
        Path.of(System.getProperty("al4j.shared", "../../shared"), "fixtures", "models", family);
    Assumptions.assumeTrue(Files.isDirectory(models), "skipped: no directory " + models);
    for (String head : List.of("base", "seqcls", "tokcls")) {
      for (int opset : new int[] {13, 17}) {
        assertSameTensors(
            models.resolve(head + "/model.safetensors"),
            models.resolve(head + "/model_opset" + opset + ".onnx"));
      }
    }
  }

  private OnnxFile open(ProtobufBytes graph) throws IOException {
    return OnnxFile.open(Files.write(dir.resolve("m.onnx"), model(graph)));
  }

  @Test
  void names_renamedWeights_foundByBiasOrModule() throws IOException {
    ProtobufBytes graph =
        message()
            .content(5, floats("1234", SQUARE, 1, 2, 3, 4))
            .content(5, floats("val_7", SQUARE, 5, 6, 7, 8))
            .content(5, floats("val_9", SQUARE, 9, 10, 11, 12))
            .content(5, floats("a.dense.bias", new long[] {2}, 0, 0))
            .content(1, node("Identity", "", "b.dense.bias", "a.dense.bias"))
            .content(1, node("MatMul", "MatMul_5", "y", "x", "1234"))
            .content(1, node("Add", "Add_6", "z", "a.dense.bias", "y"))
            .content(1, node("Gemm", "Gemm_8", "u", "z", "val_7", "b.dense.bias"))
            .content(1, node("MatMul", "/cls/decoder/MatMul", "v", "u", "val_9"));
    try (OnnxFile file = open(graph)) {
      assertEquals(new Tensor(SQUARE, new float[] {1, 3, 2, 4}), file.tensor("a.dense.weight"));
      assertEquals(new Tensor(SQUARE, new float[] {5, 7, 6, 8}), file.tensor("b.dense.weight"));
      assertEquals(
          new Tensor(SQUARE, new float[] {9, 11, 10, 12}), file.tensor("cls.decoder.weight"));
      assertEquals(file.tensor("a.dense.bias"), file.tensor("b.dense.bias"));
    }
  }

  @Test
  void tensor_gemmThatTransposes_asStored() throws IOException {
    ProtobufBytes transB = message().text(1, "transB").integer(3, 1);
    ProtobufBytes graph =
        message()
            .content(5, floats("p.weight", new long[] {1, 2}, 1, 2))
            .content(1, node("Gemm", "/p/Gemm", "y", "x", "p.weight").content(5, transB));
    try (OnnxFile file = open(graph)) {
      assertEquals(new Tensor(new long[] {1, 2}, new float[] {1, 2}), file.tensor("p.weight"));
    }
  }

  @Test
  void tensor_packedAndHalf_read() throws IOException {
    ProtobufBytes packed =
        message()
            .content(1, message().varint(2).varint(1))
            .integer(2, 1)
            .text(8, "p")
            .content(4, ProtobufBytes.bytes(1.5f, -2f));
    ProtobufBytes half = tensor("h", 10, 1).content(9, new byte[] {0, 0x3c});
    ProtobufBytes other = tensor("i", 7, 1).integer(7, 5);
    try (OnnxFile file = open(message().content(5, packed).content(5, half).content(5, other))) {
      assertEquals(new Tensor(new long[] {2, 1}, new float[] {1.5f, -2}), file.tensor("p"));
      assertArrayEquals(new float[] {1}, file.tensor("h").values());
      assertTrue(
          assertThrows(InvalidInputException.class, () -> file.tensor("i"))
              .getMessage()
              .endsWith("m.onnx: tensor i has its values in a form that is not read"));
    }
  }

  private static ProtobufBytes external(String location, String offset, String length) {
    ProtobufBytes tensor = tensor("w", 1, 2).integer(14, 1);
    tensor.content(13, message().text(1, "location").text(2, location));
    tensor.content(13, message().text(1, "offset").text(2, offset));
    return tensor.content(13, message().text(1, "length").text(2, length));
  }

  @Test
  void tensor_valuesInAnotherFile_read() throws IOException {
    Files.write(dir.resolve("m.onnx_data"), ProtobufBytes.bytes(1, 2, 3));
    try (OnnxFile file = open(message().content(5, external("m.onnx_data", "4", "8")))) {
      assertArrayEquals(new float[] {2, 3}, file.tensor("w").values());
      assertEquals(List.of(dir.resolve("m.onnx"), dir.resolve("m.onnx_data")), file.files());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "/etc/passwd", "a/../../secret", "", "."})
  void open_valuesOutsideTheFolder_refused(String location) throws IOException {
    assertEquals(
        "tensor w is in the file '" + location + "'; only files in the same folder are read",
        refusal(model(message().content(5, external(location, "0", "8")))));
  }

  @Test
  void open_valuesInAFileWithoutAName_refused() throws IOException {
    assertEquals(
        "tensor w is in the file 'a?b'; only files in the same folder are read",
        refusal(model(message().content(5, external("a\u0000b", "0", "8")))));
  }

  @Test
  void open_badRangeInAnotherFile_refused() throws IOException {
    Files.write(dir.resolve("d"), ProtobufBytes.bytes(1, 2, 3));
    assertEquals(
        "tensor w takes 8 bytes from byte 5 of d, which has 12",
        refusal(model(message().content(5, external("d", "5", "8")))));
    assertEquals(
        "tensor w takes 8 bytes from byte -4 of d, which has 12",
        refusal(model(message().content(5, external("d", "-4", "8")))));
    assertEquals(
        "tensor w takes 8 bytes, it has 4",
        refusal(model(message().content(5, external("d", "0", "4")))));
    assertTrue(
        refusal(model(message().content(5, external("d", "x", "8"))))
            .startsWith("tensor w: no number: "));
  }

  @Test
  void open_malformed_refusedWithTheCause() throws IOException {
    String noGraph = "no ONNX file with weights: it has no graph with initializers";
    assertEquals("an empty file, not the weights; download it again", refusal(new byte[0]));
    assertEquals(noGraph, refusal(message().integer(1, 8).done()));
    assertTrue(refusal(new byte[] {0x0b}).startsWith("no ONNX file: malformed protobuf"));
    byte[] endless = new byte[20];
    Arrays.fill(endless, (byte) 0xff);
    assertTrue(refusal(endless).startsWith("no ONNX file: malformed protobuf"));
    assertTrue(
        refusal(message().varint(7 << 3 | 2).varint(-1).done())
            .startsWith("18446744073709551615 bytes are claimed at byte 11, where 0 are left"));
    assertEquals(
        "tensor w of F32 [3] takes 12 bytes, it has 8",
        refusal(model(message().content(5, floats("w", new long[] {3}, 1, 2)))));
    assertEquals(
        "tensor w has the shape [4611686018427387904, 4], whose size overflows",
        refusal(model(message().content(5, tensor("w", 1, 1L << 62, 4)))));
    assertEquals(
        "tensor w has the shape [-1]", refusal(model(message().content(5, tensor("w", 1, -1)))));
    assertEquals(
        "tensor w has the unknown element type 99",
        refusal(model(message().content(5, tensor("w", 99, 1)))));
    ProtobufBytes twice = floats("w", new long[] {1}, 1);
    assertEquals(
        "tensor w stands there twice",
        refusal(model(message().content(5, twice).content(5, twice))));
  }

  @Test
  void open_truncatedOrChanged_readOrRefused() throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.path("models/bert/seqcls_forms/model_opset17.onnx"));
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 300; i++) {
      refusal(Arrays.copyOf(whole, random.nextInt(whole.length)));
      byte[] bytes = whole.clone();
      for (int j = 0; j < 20; j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(dir.resolve("x.onnx"), bytes);
      try (OnnxFile onnx = OnnxFile.open(file)) {
        assertFalse(onnx.names().isEmpty());
      } catch (InvalidInputException e) {
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
      }
    }
  }

  private String refusal(byte[] bytes) throws IOException {
    Path file = Files.write(dir.resolve("bad.onnx"), bytes);
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> OnnxFile.open(file).close());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
    assertTrue(error.getMessage().startsWith(file + ": "), error.getMessage());
    return error.getMessage().substring(file.toString().length() + 2);
  }
}
