package org.al4j.models.internal.architecture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.io.AtomicFile;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.kind.ProblemType;

/** The {@code config.json} of a model that AL4J saves: the one it came from, with another head. */
public final class ConfigJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PAD = "pad_token_id";

  /** What the families call the number of layers. */
  private static final List<String> LAYERS = List.of("num_hidden_layers", "n_layers", "n_layer");

  private ConfigJson() {}

  /** Writes the file into a directory, whole or not at all. */
  public static void write(
      Path dir, Architecture architecture, Purpose purpose, List<String> labels) {
    byte[] bytes = (of(architecture, purpose, labels) + "\n").getBytes(StandardCharsets.UTF_8);
    Path file = dir.resolve(ModelConfig.FILE);
    try {
      AtomicFile.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** The same configuration with fewer layers. */
  public static ModelConfig withLayers(ModelConfig config, int layers) {
    try {
      ObjectNode root = (ObjectNode) JSON.readTree(config.json());
      String field = LAYERS.stream().filter(root::has).findFirst().orElseThrow();
      return new ModelConfig(
          config.modelType(),
          config.vocabulary(),
          config.positions(),
          layers,
          config.hidden(),
          config.padId(),
          config.labels(),
          root.put(field, layers).toString());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the configuration's json is no JSON", e);
    }
  }

  /**
   * What Hugging Face transformers loads; the fields that AL4J does not know are kept.
   *
   * @param labels names of the classes, where the head has classes
   */
  static String of(Architecture architecture, Purpose purpose, List<String> labels) {
    Head head = purpose.head();
    try {
      ObjectNode root = (ObjectNode) JSON.readTree(architecture.config().json());
      root.putArray("architectures").add(architecture.className(head));
      root.put("torch_dtype", "float32");
      root.remove("dtype"); // the newer name of the same field, which would prevail
      root.remove(ProblemType.FIELD);
      if (head == Head.SEQUENCE_CLASSIFICATION) {
        root.put(ProblemType.FIELD, purpose.problem().text());
        if (architecture.reads() == Tokens.LAST) { // which transformers finds by it
          root.put(PAD, architecture.config().padId());
        }
      }
      if (head == Head.SEQUENCE_CLASSIFICATION || head == Head.TOKEN_CLASSIFICATION) {
        put(labels, root);
      }
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the configuration's json is no JSON", e);
    }
  }

  private static void put(List<String> labels, ObjectNode root) {
    root.remove("num_labels"); // transformers derives it from id2label
    ObjectNode names = root.putObject("id2label");
    ObjectNode ids = root.putObject("label2id");
    for (int i = 0; i < labels.size(); i++) {
      names.put(Integer.toString(i), labels.get(i));
      ids.put(labels.get(i), i);
    }
  }
}
