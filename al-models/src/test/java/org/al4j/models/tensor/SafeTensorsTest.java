package org.al4j.models.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.al4j.models.internal.HalfFloat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
  private static final List<String> FLOATS =
      List.of("f64", "f32", "f16", "bf16", "scalar", "empty", "ünïcode.näme");

  @TempDir Path dir;

  @Test
  void floats_everyFloatDtype_bitsOfTheReference() throws IOException {
    JsonNode expected = Fixtures.json("safetensors_dtypes/expected.json");
    try (SafeTensors file =
        SafeTensors.open(Fixtures.path("safetensors_dtypes/all_dtypes.safetensors"))) {
      assertEquals(expected.size(), file.names().size());
      assertEquals("ünï", file.metadata().get("note"));
      for (String name : FLOATS) {
        JsonNode values = expected.path(name).path("values");
        float[] actual = file.floats(name);
        assertEquals(values.size(), actual.length, name);
        for (int i = 0; i < actual.length; i++) {
          assertEquals(number(values.get(i).asText()), actual[i], name + " at " + i);
        }
      }
    }
  }

  private static float number(String text) {
    return switch (text) {
      case "inf" -> Float.POSITIVE_INFINITY;
      case "nan" -> Float.NaN;
      default -> (float) Double.parseDouble(text);
    };
  }

  @Test
  void shapeAndDtype_everyTensor_asInTheReference() throws IOException {
    JsonNode expected = Fixtures.json("safetensors_dtypes/expected.json");
    try (SafeTensors file =
        SafeTensors.open(Fixtures.path("safetensors_dtypes/all_dtypes.safetensors"))) {
      assertEquals("BF16", file.dtype("bf16"));
      assertEquals("BOOL", file.dtype("bool"));
      for (String name : file.names()) {
        JsonNode shape = expected.path(name).path("shape");
        assertEquals(shape.size(), file.shape(name).length, name);
        for (int i = 0; i < shape.size(); i++) {
          assertEquals(shape.get(i).asLong(), file.shape(name)[i], name);
        }
      }
    }
  }

  @Test
  void floats_integerTensor_refusedByName() {
    try (SafeTensors file =
        SafeTensors.open(Fixtures.path("safetensors_dtypes/all_dtypes.safetensors"))) {
      InvalidInputException error =
          assertThrows(InvalidInputException.class, () -> file.floats("i64"));
      assertTrue(
          error.getMessage().endsWith("tensor i64 is I64; weights must be F32, F16, BF16 or F64"),
          error.getMessage());
    }
  }

  @Test
  void floats_halfPrecisionCheckpoint_theWeightsRounded() {
    try (SafeTensors full = open("models/bert/seqcls/model.safetensors");
        SafeTensors half = open("models/bert/seqcls_fp16/model_fp16.safetensors");
        SafeTensors brain = open("models/bert/seqcls_fp16/model_bf16.safetensors")) {
      assertEquals(full.names(), half.names());
      assertEquals(full.names(), brain.names());
      for (String name : full.names()) {
        float[] weights = full.floats(name);
        float[] halves = half.floats(name);
        float[] brains = brain.floats(name);
        for (int i = 0; i < weights.length; i++) {
          assertEquals(HalfFloat.toFloat(HalfFloat.fromFloat(weights[i])), halves[i], name);
          assertEquals(weights[i], brains[i], Math.abs(weights[i]) / 256, name);
        }
      }
    }
  }

  private static SafeTensors open(String fixture) {
    return SafeTensors.open(Fixtures.path(fixture));
  }

  @Test
  void write_thenOpen_theSameBits() {
    SortedMap<String, Tensor> tensors = sample();
    Path file = dir.resolve("a.safetensors");
    SafeTensors.write(file, tensors, Map.of("format", "pt"));
    try (SafeTensors read = SafeTensors.open(file)) {
      assertEquals(Map.of("format", "pt"), read.metadata());
      assertEquals(tensors.keySet(), read.names());
      for (String name : tensors.keySet()) {
        assertEquals("F32", read.dtype(name));
        assertEquals(tensors.get(name), read.tensor(name));
      }
    }
  }

  @Test
  void write_fixtureRead_theFileOfPython() throws IOException {
    Path original = Fixtures.path("models/bert/seqcls/model.safetensors");
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    Map<String, String> metadata;
    try (SafeTensors read = SafeTensors.open(original)) {
      read.names().forEach(name -> tensors.put(name, read.tensor(name)));
      metadata = read.metadata();
    }
    Path copy = dir.resolve("copy.safetensors");
    SafeTensors.write(copy, tensors, metadata);
    assertArrayEquals(Files.readAllBytes(original), Files.readAllBytes(copy));
  }

  @Test
  void write_overAFile_replacesItAndLeavesNothingElse() throws IOException {
    Path file = dir.resolve("a.safetensors");
    Files.writeString(file, "old");
    SafeTensors.write(file, sample(), Map.of());
    byte[] first = Files.readAllBytes(file);
    SafeTensors.write(file, sample(), Map.of());
    assertArrayEquals(first, Files.readAllBytes(file));
    try (Stream<Path> files = Files.list(dir)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void writeHalf_thenOpen_roundedToHalf() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("t", new Tensor(new long[] {3}, new float[] {1f, 0.1f, -0f}));
    Path file = dir.resolve("half.safetensors");
    SafeTensors.writeHalf(file, tensors, Map.of());
    try (SafeTensors read = SafeTensors.open(file)) {
      assertEquals("F16", read.dtype("t"));
      assertArrayEquals(new float[] {1f, 0.099975586f, -0f}, read.floats("t"));
    }
  }

  @Test
  void writeHalf_beyondTheRange_refusedAndNothingWritten() throws IOException {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("t", new Tensor(new long[] {1}, new float[] {70000f}));
    Path file = dir.resolve("half.safetensors");
    assertThrows(
        IllegalArgumentException.class, () -> SafeTensors.writeHalf(file, tensors, Map.of()));
    try (Stream<Path> files = Files.list(dir)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void write_moreThanOneBuffer_everyValue() {
    float[] values = new float[(1 << 18) + 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 0.5f;
    }
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("big", new Tensor(new long[] {values.length}, values));
    tensors.put("c", new Tensor(new long[] {}, new float[] {7f}));
    Path file = dir.resolve("big.safetensors");
    SafeTensors.write(file, tensors, Map.of());
    try (SafeTensors read = SafeTensors.open(file)) {
      assertArrayEquals(values, read.floats("big"));
      assertArrayEquals(new float[] {7f}, read.floats("c"));
    }
  }

  private static SortedMap<String, Tensor> sample() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("b", new Tensor(new long[] {2, 2}, new float[] {1, -0f, Float.NaN, 4}));
    tensors.put("a", new Tensor(new long[] {}, new float[] {Float.MIN_VALUE}));
    tensors.put("ünï", new Tensor(new long[] {0, 3}, new float[0]));
    return tensors;
  }
}
