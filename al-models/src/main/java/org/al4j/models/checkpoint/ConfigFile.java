package org.al4j.models.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.FoundInstead;
import org.al4j.models.internal.InputFile;

/** Reads {@code config.json}; where a field may be absent, the default is that of transformers. */
record ConfigFile(Path file) {
  static final String NAME = "config.json";

  /** The largest models have a hundred; each is looked for by a name of its own. */
  private static final int MOST_LAYERS = 1000;

  ModelConfig read() {
    JsonNode root = parse();
    JsonNode named = root.path("model_type");
    if (named.isMissingNode()) {
      throw bad("no model_type in it; add that of the model, one of: %s", Family.known());
    }
    String type = named.asText("");
    Family family =
        Family.of(type)
            .orElseThrow(
                () -> bad("unknown model_type '%s'; AL4J knows: %s", type, Family.known()));
    refuseUnsupported(root);
    try {
      return switch (family) {
        case BERT, ELECTRA, ROBERTA -> bert(root, family);
        case DISTILBERT -> distilBert(root);
      };
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          file + ": " + InputFile.oneLine(String.valueOf(e.getMessage())), e);
    }
  }

  private JsonNode parse() {
    if (!Files.exists(file)) {
      throw bad(
          "no such file; a checkpoint is a directory in Hugging Face layout%s",
          FoundInstead.ofWeights(file.toAbsolutePath().getParent()));
    }
    return InputFile.json(file, "the configuration");
  }

  /** Variants that would load and compute something else than their authors' code. */
  private void refuseUnsupported(JsonNode root) {
    String positions = root.path("position_embedding_type").asText("absolute");
    if (!positions.equals("absolute")) {
      throw bad("position_embedding_type is '%s', only 'absolute' is supported", positions);
    }
    if (root.path("is_decoder").asBoolean(false)) {
      throw bad("is_decoder is true, only encoders are supported");
    }
    if (!root.path("pruned_heads").isEmpty()) {
      throw bad("pruned_heads is %s, only whole layers are supported", root.path("pruned_heads"));
    }
  }

  private ModelConfig bert(JsonNode root, Family family) {
    double hiddenDropout = probability(root, "hidden_dropout_prob", 0.1);
    int hidden = size(root, "hidden_size");
    int padId = padId(root, family == Family.ROBERTA ? 1 : 0);
    int first = family == Family.ROBERTA ? padId + 1 : 0;
    return new ModelConfig(
        family,
        size(root, "vocab_size"),
        positions(root, first),
        first,
        size(root, "type_vocab_size", 2),
        layers(root, "num_hidden_layers"),
        family == Family.ELECTRA ? size(root, "embedding_size", 128) : hidden,
        hidden,
        size(root, "num_attention_heads"),
        size(root, "intermediate_size"),
        activation(root, "hidden_act"),
        epsilon(root),
        hiddenDropout,
        probability(root, "attention_probs_dropout_prob", 0.1),
        probability(root, "classifier_dropout", hiddenDropout),
        padId,
        root.path("tie_word_embeddings").asBoolean(true),
        ConfigLabels.of(root),
        root.toString());
  }

  private ModelConfig distilBert(JsonNode root) {
    return new ModelConfig(
        Family.DISTILBERT,
        size(root, "vocab_size"),
        size(root, "max_position_embeddings"),
        0,
        0,
        layers(root, "n_layers"),
        size(root, "dim"),
        size(root, "dim"),
        size(root, "n_heads"),
        size(root, "hidden_dim"),
        activation(root, "activation"),
        1e-12, // fixed in DistilBERT's code, not in its configuration
        probability(root, "dropout", 0.1),
        probability(root, "attention_dropout", 0.1),
        probability(root, "seq_classif_dropout", 0.2),
        padId(root, 0),
        root.path("tie_word_embeddings").asBoolean(true),
        ConfigLabels.of(root),
        root.toString());
  }

  private int size(JsonNode root, String field) {
    JsonNode node = root.path(field);
    if (!node.isInt() || node.asInt() < 1) {
      throw bad("%s must be a positive integer, found %s", field, found(node));
    }
    return node.asInt();
  }

  private int size(JsonNode root, String field, int absent) {
    return root.has(field) ? size(root, field) : absent;
  }

  private int positions(JsonNode root, int first) {
    int rows = size(root, "max_position_embeddings");
    if (rows <= first) {
      throw bad(
          "max_position_embeddings must be more than pad_token_id + 1 = %d, found %d", first, rows);
    }
    return rows - first;
  }

  private double probability(JsonNode root, String field, double absent) {
    JsonNode node = root.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return absent;
    }
    if (!node.isNumber() || !(node.asDouble() >= 0 && node.asDouble() < 1)) {
      throw bad("%s must be a number in [0, 1), found %s", field, node);
    }
    return node.asDouble();
  }

  private double epsilon(JsonNode root) {
    JsonNode node = root.path("layer_norm_eps");
    if (!node.isMissingNode() && !(node.isNumber() && node.asDouble() > 0 && node.asDouble() < 1)) {
      throw bad("layer_norm_eps must be a positive number below 1, found %s", node);
    }
    return node.asDouble(1e-12);
  }

  private int padId(JsonNode root, int absent) {
    JsonNode node = root.path("pad_token_id");
    if (node.isMissingNode() || node.isNull()) {
      return absent;
    }
    if (!node.isInt() || node.asInt() < 0 || node.asInt() >= size(root, "vocab_size")) {
      throw bad("pad_token_id must be an id below vocab_size, found %s", node);
    }
    return node.asInt();
  }

  /** Some functions have several names; the last one where they differ by rounding only. */
  private String activation(JsonNode root, String field) {
    JsonNode node = root.path(field);
    if (!node.isMissingNode() && !node.isTextual()) {
      throw bad("%s must be the name of a function, found %s", field, node);
    }
    String name = node.asText("gelu");
    return switch (name) {
      case "gelu_python" -> "gelu";
      case "gelu_fast", "gelu_accurate" -> "gelu_new";
      default -> name;
    };
  }

  private int layers(JsonNode root, String field) {
    int layers = size(root, field);
    if (layers > MOST_LAYERS) {
      throw bad("%s must be at most %d, found %d", field, MOST_LAYERS, layers);
    }
    return layers;
  }

  private static String found(JsonNode node) {
    return node.isMissingNode() ? "none" : node.toString();
  }

  private InvalidInputException bad(String rule, Object... values) {
    return BadFile.of(file, rule, values);
  }
}
