package org.al4j.models.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;

/** Reads {@code config.json}; where a field may be absent, the default is that of transformers. */
record ConfigFile(Path file) {
  static final String NAME = "config.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  ModelConfig read() {
    JsonNode root = parse();
    String type = root.path("model_type").asText("");
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
      throw new InvalidInputException(file + ": " + e.getMessage(), e);
    }
  }

  private JsonNode parse() {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          file + ": no such file; a checkpoint is a directory in Hugging Face layout");
    }
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (!root.isObject()) {
        throw bad("not a JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw bad("not valid JSON: %s", e.getOriginalMessage());
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
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
        size(root, "num_hidden_layers"),
        family == Family.ELECTRA ? size(root, "embedding_size", 128) : hidden,
        hidden,
        size(root, "num_attention_heads"),
        size(root, "intermediate_size"),
        root.path("hidden_act").asText("gelu"),
        epsilon(root),
        hiddenDropout,
        probability(root, "attention_probs_dropout_prob", 0.1),
        probability(root, "classifier_dropout", hiddenDropout),
        padId,
        root.path("tie_word_embeddings").asBoolean(true),
        labels(root),
        root.toString());
  }

  private ModelConfig distilBert(JsonNode root) {
    return new ModelConfig(
        Family.DISTILBERT,
        size(root, "vocab_size"),
        size(root, "max_position_embeddings"),
        0,
        0,
        size(root, "n_layers"),
        size(root, "dim"),
        size(root, "dim"),
        size(root, "n_heads"),
        size(root, "hidden_dim"),
        root.path("activation").asText("gelu"),
        1e-12, // fixed in DistilBERT's code, not in its configuration
        probability(root, "dropout", 0.1),
        probability(root, "attention_dropout", 0.1),
        probability(root, "seq_classif_dropout", 0.2),
        padId(root, 0),
        root.path("tie_word_embeddings").asBoolean(true),
        labels(root),
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
    if (!node.isMissingNode() && !(node.isNumber() && node.asDouble() > 0)) {
      throw bad("layer_norm_eps must be a positive number, found %s", node);
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

  /** None where a name is missing or stands twice, which matters to a saved classifier only. */
  private static List<String> labels(JsonNode root) {
    JsonNode names = root.path("id2label");
    Set<String> labels = new LinkedHashSet<>();
    for (int i = 0; i < names.size(); i++) {
      JsonNode name = names.path(Integer.toString(i));
      if (!name.isTextual() || !labels.add(name.asText())) {
        return List.of();
      }
    }
    return List.copyOf(labels);
  }

  private static String found(JsonNode node) {
    return node.isMissingNode() ? "none" : node.toString();
  }

  private InvalidInputException bad(String rule, Object... values) {
    return BadFile.of(file, rule, values);
  }
}
