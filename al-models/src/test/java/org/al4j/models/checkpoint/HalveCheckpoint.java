package org.al4j.models.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;

/**
 * Copies a checkpoint's encoder in half precision, without heads. The program that made the
 * checkpoint in the resources of al-examples, from a float32 masked language model.
 */
final class HalveCheckpoint {
  private HalveCheckpoint() {}

  /** {@code FROM TO}, two directories. */
  public static void main(String[] args) throws IOException {
    halve(Path.of(args[0]), Path.of(args[1]));
  }

  static void halve(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    Architecture architecture = Architectures.read(from);
    SortedMap<String, Tensor> encoder = new TreeMap<>();
    try (SafeTensors weights = SafeTensors.open(from.resolve(Checkpoint.WEIGHTS))) {
      weights.names().stream()
          .filter(name -> name.startsWith(architecture.spelling().prefix()))
          .forEach(name -> encoder.put(name, weights.tensor(name)));
    }
    SafeTensors.writeHalf(to.resolve(Checkpoint.WEIGHTS), encoder, Map.of("format", "pt"));
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = (ObjectNode) json.readTree(architecture.config().json());
    root.putArray("architectures").add(architecture.className(Head.ENCODER));
    root.put("torch_dtype", "float16");
    Files.writeString(
        to.resolve(ModelConfig.FILE),
        json.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    for (String name : List.of("vocab.txt", "tokenizer_config.json")) {
      Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
