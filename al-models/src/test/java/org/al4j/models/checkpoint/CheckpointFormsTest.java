package org.al4j.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.management.JMException;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.al4j.models.internal.torch.TorchFile;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One model in every form that a checkpoint may have. */
class CheckpointFormsTest {
  private static final Path ORIGINAL = Fixtures.path("models/bert/seqcls");
  private static final Path FORMS = Fixtures.path("models/bert/seqcls_forms");

  @TempDir Path temporary;
  private Path dir;

  @BeforeEach
  void copyWithoutWeights() throws IOException {
    dir = Fixtures.copy("models/bert/seqcls", temporary.resolve("bert"));
    Files.delete(dir.resolve("model.safetensors"));
  }

  private void assertSameAsOriginal() {
    try (Checkpoint expected = Checkpoint.open(ORIGINAL);
        Checkpoint found = Checkpoint.open(dir)) {
      assertTrue(found.names().containsAll(expected.names()), found.names().toString());
      for (String name : expected.names()) {
        assertEquals(expected.tensor(name), found.tensor(name), name);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pytorch_model.bin, pytorch_model.bin",
    "pytorch_model_legacy_nonzip.bin, pytorch_model.bin",
    "model_opset13.onnx, model.onnx",
    "model_opset17.onnx, exported.onnx",
  })
  void open_otherForm_tensorsOfTheSafetensors(String form, String name)
      throws IOException, GeneralSecurityException {
    Files.copy(FORMS.resolve(form), dir.resolve(name));
    assertSameAsOriginal();
    try (Checkpoint checkpoint = Checkpoint.open(dir)) {
      assertEquals(sha256(Files.readAllBytes(FORMS.resolve(form))), checkpoint.sha256());
    }
  }

  @Test
  void open_severalForms_theFirstOfTheOrder() throws IOException {
    Files.writeString(dir.resolve("model.onnx"), "broken");
    Files.copy(FORMS.resolve("pytorch_model.bin"), dir.resolve("pytorch_model.bin"));
    assertSameAsOriginal();
    Files.writeString(dir.resolve("pytorch_model.bin"), "broken");
    Files.copy(ORIGINAL.resolve("model.safetensors"), dir.resolve("model.safetensors"));
    assertSameAsOriginal();
  }

  @Test
  void open_severalExports_refused() throws IOException {
    Files.writeString(dir.resolve("a.onnx"), "");
    Files.writeString(dir.resolve("b.onnx"), "");
    assertEquals(
        dir + ": 2 .onnx files and none is called model.onnx; name the one that is meant so",
        refusal());
  }

  /** Writes every second tensor into each of two files. */
  private Path shards() throws IOException {
    SortedMap<String, Tensor> first = new TreeMap<>();
    SortedMap<String, Tensor> second = new TreeMap<>();
    StringBuilder map = new StringBuilder();
    try (SafeTensors all = SafeTensors.open(ORIGINAL.resolve("model.safetensors"))) {
      for (String name : all.names()) {
        boolean toFirst = first.size() <= second.size();
        (toFirst ? first : second).put(name, all.tensor(name));
        map.append(map.isEmpty() ? "" : ",");
        map.append(
            String.format(
                Locale.ROOT,
                "\"%s\":\"model-0000%d-of-00002.safetensors\"",
                name,
                toFirst ? 1 : 2));
      }
    }
    SafeTensors.write(dir.resolve("model-00001-of-00002.safetensors"), first, Map.of());
    SafeTensors.write(dir.resolve("model-00002-of-00002.safetensors"), second, Map.of());
    return Files.writeString(
        dir.resolve("model.safetensors.index.json"),
        "{\"metadata\":{\"total_size\":1},\"weight_map\":{" + map + "}}");
  }

  @Test
  void open_shards_tensorsOfTheWhole() throws IOException, GeneralSecurityException {
    Path index = shards();
    assertSameAsOriginal();
    StringBuilder lines = new StringBuilder();
    for (Path file :
        new Path[] {
          index,
          dir.resolve("model-00001-of-00002.safetensors"),
          dir.resolve("model-00002-of-00002.safetensors")
        }) {
      lines.append(sha256(Files.readAllBytes(file)) + "  " + file.getFileName() + "\n");
    }
    try (Checkpoint checkpoint = Checkpoint.open(dir)) {
      assertEquals(sha256(lines.toString().getBytes(StandardCharsets.UTF_8)), checkpoint.sha256());
    }
  }

  @Test
  void open_shardsOfPickles_tensorsOfTheWhole() throws IOException {
    Files.copy(FORMS.resolve("pytorch_model.bin"), dir.resolve("part.bin"));
    try (TorchFile all = TorchFile.open(dir.resolve("part.bin"))) {
      String map = "\"" + String.join("\":\"part.bin\",\"", all.names()) + "\":\"part.bin\"";
      Files.writeString(
          dir.resolve("pytorch_model.bin.index.json"), "{\"weight_map\":{" + map + "}}");
    }
    assertSameAsOriginal();
  }

  @Test
  void open_badIndex_refusedWithTheCause() throws IOException {
    Path index = shards();
    String json = Files.readString(index);
    String name = "model-00002-of-00002.safetensors";
    Files.writeString(index, json.replace(name, "../" + name));
    assertEquals(
        index
            + ": tensor bert.embeddings.LayerNorm.weight is in the file '../"
            + name
            + "'; only files beside the index are read",
        refusal());
    Files.writeString(index, json.replaceFirst("\"bert", "\"bertha"));
    assertEquals(
        index
            + ": tensor bertha.embeddings.LayerNorm.bias is not in"
            + " model-00001-of-00002.safetensors",
        refusal());
    Files.writeString(index, "{}");
    assertEquals(index + ": no weight_map in it", refusal());
    Files.writeString(index, "{");
    assertTrue(refusal().startsWith(index + ": not valid JSON: "));
    Files.writeString(index, json);
    Files.delete(dir.resolve(name));
    assertEquals(dir.resolve(name) + ": no such file", refusal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pytorch_model.bin",
        "pytorch_model_legacy_nonzip.bin",
        "model_opset17.onnx",
        "shards"
      })
  void open_refusedManyTimes_noFileStaysOpen(String form) throws IOException, JMException {
    if (form.equals("shards")) {
      shards();
      Files.delete(dir.resolve("model-00002-of-00002.safetensors"));
    } else {
      byte[] whole = Files.readAllBytes(FORMS.resolve(form));
      String name = form.endsWith(".onnx") ? "model.onnx" : "pytorch_model.bin";
      Files.write(dir.resolve(name), Arrays.copyOf(whole, whole.length / 2));
    }
    refusal();
    long before = OpenFiles.count();
    for (int i = 0; i < 200; i++) {
      refusal();
    }
    assertTrue(OpenFiles.count() < before + 100, OpenFiles.count() + " open, before " + before);
  }

  private String refusal() {
    return assertThrows(InvalidInputException.class, () -> Checkpoint.open(dir).close())
        .getMessage();
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\ud83d", "a\\u0000b", "..", "a/b", ""})
  void open_shardThatIsNoFileName_refused(String shard) throws IOException {
    Path index = dir.resolve("model.safetensors.index.json");
    Files.writeString(index, "{\"weight_map\":{\"x\":\"" + shard + "\"}}");
    String line =
        assertThrows(InvalidInputException.class, () -> Checkpoint.open(dir).close()).getMessage();
    assertTrue(line.startsWith(index + ": tensor x is in the file '"), line);
    assertTrue(line.endsWith("'; only files beside the index are read"), line);
  }
}
