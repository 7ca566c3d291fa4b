package org.al4j.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.dl4j.WordVectors.Unknown;
import org.al4j.models.embedding.VectorTable;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;

/**
 * Saved word vectors: {@code word-vectors.json} and, of a table, {@code word-vectors.safetensors}.
 */
final class VectorFiles {
  private static final String FILE = "word-vectors.json";
  private static final String TENSORS = "word-vectors.safetensors";
  private static final String TENSOR = "vectors";

  private VectorFiles() {}

  static void write(WordVectors vectors, Path folder) throws IOException {
    VectorTable table = vectors.table();
    ObjectNode root = Dl4jFiles.object();
    root.put("longest", vectors.longest()).put("unknown", vectors.unknown().name());
    if (table.isDrawn()) {
      root.put("width", table.width()).put("seed", table.seed());
    } else {
      table.words().forEach(root.putArray("words")::add);
      Tensor tensor = new Tensor(new long[] {table.size(), table.width()}, table.values());
      SafeTensors.write(folder.resolve(TENSORS), new TreeMap<>(Map.of(TENSOR, tensor)), Map.of());
    }
    Dl4jFiles.write(folder.resolve(FILE), root);
  }

  static WordVectors read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    JsonNode root = Dl4jFiles.json(file);
    try {
      return new WordVectors(
          table(folder, root),
          root.path("longest").asInt(),
          Unknown.valueOf(root.path("unknown").asText()));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(file + ": not saved word vectors: " + e.getMessage(), e);
    }
  }

  private static VectorTable table(Path folder, JsonNode root) {
    if (!root.has("words")) {
      return VectorTable.random(root.path("width").asInt(), root.path("seed").asLong());
    }
    List<String> words = new ArrayList<>();
    root.path("words").forEach(word -> words.add(word.asText()));
    try (SafeTensors tensors = SafeTensors.open(folder.resolve(TENSORS))) {
      return VectorTable.of(words, tensors.floats(TENSOR));
    }
  }
}
