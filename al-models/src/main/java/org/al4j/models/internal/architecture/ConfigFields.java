package org.al4j.models.internal.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.BadFile;

/**
 * The fields of a {@code config.json}, checked; where one may be absent, the default is that of
 * transformers.
 */
record ConfigFields(Path file, JsonNode root) {
  /**
   * The activations that exist: the exact GELU, its tanh form under both names, ReLU, tanh, and
   * SiLU under both names.
   */
  static final List<String> ACTIVATIONS =
      List.of("gelu", "gelu_new", "gelu_pytorch_tanh", "relu", "tanh", "silu", "swish");

  /** The largest models have a hundred; each is looked for by a name of its own. */
  private static final int MOST_LAYERS = 1000;

  /** What all families have, from what they call by different names. */
  ModelConfig shared(int positions, int layers, int hidden, int padId) {
    return new ModelConfig(
        root.path("model_type").asText(),
        size("vocab_size"),
        positions,
        layers,
        hidden,
        padId,
        ConfigLabels.of(root),
        root.toString());
  }

  /** Variants that would load and compute something else than their authors' code. */
  void refuseUnsupported() {
    String positions = root.path("position_embedding_type").asText("absolute");
    if (!positions.equals("absolute")) {
      throw bad("position_embedding_type is '%s', only 'absolute' is supported", positions);
    }
    if (root.path("is_decoder").asBoolean(false)) {
      throw bad("is_decoder is true, only encoders are supported");
    }
    refusePruned();
  }

  /** Layers that lack heads. */
  void refusePruned() {
    if (!root.path("pruned_heads").isEmpty()) {
      throw bad("pruned_heads is %s, only whole layers are supported", root.path("pruned_heads"));
    }
  }

  /** A switch that must be off. */
  void refuse(String field, String rule) {
    if (flag(field, false)) {
      throw bad("%s is true, %s", field, rule);
    }
  }

  boolean has(String field) {
    return root.hasNonNull(field);
  }

  boolean flag(String field, boolean absent) {
    if (has(field) && !root.path(field).isBoolean()) {
      throw bad("%s must be true or false, found %s", field, root.path(field));
    }
    return root.path(field).asBoolean(absent);
  }

  /** Whether a language model multiplies by the word embeddings. */
  boolean tied() {
    return root.path("tie_word_embeddings").asBoolean(true);
  }

  int size(String field) {
    JsonNode node = root.path(field);
    if (!node.isInt() || node.asInt() < 1) {
      throw bad("%s must be a positive integer, found %s", field, found(node));
    }
    return node.asInt();
  }

  int size(String field, int absent) {
    return root.has(field) ? size(field) : absent;
  }

  /**
   * Positions of a table.
   *
   * @param first rows before that of the first token
   */
  int positions(String field, int first) {
    int rows = size(field);
    if (rows <= first) {
      throw bad("%s must be more than pad_token_id + 1 = %d, found %d", field, first, rows);
    }
    return rows - first;
  }

  double probability(String field, double absent) {
    JsonNode node = root.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return absent;
    }
    if (!node.isNumber() || !(node.asDouble() >= 0 && node.asDouble() < 1)) {
      throw bad("%s must be a number in [0, 1), found %s", field, node);
    }
    return node.asDouble();
  }

  double epsilon(String field) {
    return epsilon(field, 1e-12);
  }

  double epsilon(String field, double absent) {
    JsonNode node = root.path(field);
    if (!node.isMissingNode() && !(node.isNumber() && node.asDouble() > 0 && node.asDouble() < 1)) {
      throw bad("%s must be a positive number below 1, found %s", field, node);
    }
    return node.asDouble(absent);
  }

  int padId(int absent) {
    return id("pad_token_id", absent);
  }

  int id(String field, int absent) {
    JsonNode node = root.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return absent;
    }
    if (!node.isInt() || node.asInt() < 0 || node.asInt() >= size("vocab_size")) {
      throw bad("%s must be an id below vocab_size, found %s", field, node);
    }
    return node.asInt();
  }

  /** Some functions have several names; the last one where they differ by rounding only. */
  String activation(String field) {
    return activation(field, "gelu");
  }

  String activation(String field, String absent) {
    JsonNode node = root.path(field);
    if (!node.isMissingNode() && !node.isTextual()) {
      throw bad("%s must be the name of a function, found %s", field, node);
    }
    String name =
        switch (node.asText(absent)) {
          case "gelu_python" -> "gelu";
          case "gelu_fast", "gelu_accurate" -> "gelu_new";
          default -> node.asText(absent);
        };
    if (!ACTIVATIONS.contains(name)) {
      throw bad("unknown activation '%s'; AL4J knows: %s", name, String.join(", ", ACTIVATIONS));
    }
    return name;
  }

  int layers(String field) {
    int layers = size(field);
    if (layers > MOST_LAYERS) {
      throw bad("%s must be at most %d, found %d", field, MOST_LAYERS, layers);
    }
    return layers;
  }

  /** Heads, which divide the hidden states. */
  int heads(String field, int hidden) {
    int heads = size(field);
    if (hidden % heads != 0) {
      throw bad("hidden size %d is no multiple of the %d attention heads", hidden, heads);
    }
    return heads;
  }

  private static String found(JsonNode node) {
    return node.isMissingNode() ? "none" : node.toString();
  }

  private InvalidInputException bad(String rule, Object... values) {
    return BadFile.of(file, rule, values);
  }
}
