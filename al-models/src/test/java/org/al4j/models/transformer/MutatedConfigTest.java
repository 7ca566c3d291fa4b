package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.al4j.models.MutatedJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small JSON files of a checkpoint, spoilt: loaded, or refused with one line. */
class MutatedConfigTest {
  private static final int COUNT = 250;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @TempDir Path parent;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config.json",
        "tokenizer_config.json",
        "special_tokens_map.json",
        "added_tokens.json",
        "pytorch_model.bin.index.json"
      })
  void load_spoiledFile_loadedOrRefused(String name) throws IOException {
    Path dir = Fixtures.copy("models/bert/seqcls", parent.resolve("dir"));
    if (name.endsWith("index.json")) {
      Files.move(dir.resolve("model.safetensors"), dir.resolve("part.safetensors"));
      name = "model.safetensors.index.json";
    }
    ObjectNode whole = whole(dir, name);
    for (int i = 0; i < COUNT; i++) {
      Files.writeString(dir.resolve(name), JSON.writeValueAsString(MutatedJson.of(whole, i)));
      load(dir, i);
    }
  }

  @Test
  void load_spoiledConfigOfGpt2_loadedOrRefused() throws IOException {
    Path dir = Fixtures.copy("models/gpt2/seqcls", parent.resolve("dir"));
    Path file = dir.resolve("config.json");
    ObjectNode whole = (ObjectNode) JSON.readTree(file.toFile());
    for (int i = 0; i < COUNT; i++) {
      Files.writeString(file, JSON.writeValueAsString(MutatedJson.of(whole, i)));
      load(dir, i);
    }
  }

  private static ObjectNode whole(Path dir, String name) throws IOException {
    ObjectNode extra = JSON.createObjectNode();
    switch (name) {
      case "special_tokens_map.json" ->
          extra.put("unk_token", "[UNK]").putArray("additional_special_tokens").add("the").add("a");
      case "added_tokens.json" -> extra.put("the", 57).put("cat", 58);
      case "model.safetensors.index.json" -> {
        ObjectNode map = extra.putObject("weight_map");
        map.put("classifier.weight", "part.safetensors").put("classifier.bias", "part.safetensors");
      }
      default -> {
        ObjectNode own = (ObjectNode) JSON.readTree(dir.resolve(name).toFile());
        own.putObject("added_tokens_decoder")
            .putObject("57")
            .put("content", "the")
            .put("special", true);
        return own;
      }
    }
    return extra;
  }

  private static void load(Path dir, int number) {
    try {
      TransformerClassifier.load(dir).close();
    } catch (InvalidInputException e) {
      assertEquals(1, e.getMessage().lines().count(), number + ": " + e.getMessage());
      assertTrue(e.getMessage().contains(dir.toString()), number + ": " + e.getMessage());
    } catch (RuntimeException | Error e) {
      fail("mutation " + number + ": " + e, e);
    }
  }
}
