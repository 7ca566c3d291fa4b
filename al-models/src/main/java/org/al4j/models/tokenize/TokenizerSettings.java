package org.al4j.models.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;

/** {@code tokenizer_config.json} and {@code special_tokens_map.json}; both may be absent. */
record TokenizerSettings(Path file, JsonNode config, JsonNode specialTokens) {
  private static final List<String> FLAGS =
      List.of("do_lower_case", "strip_accents", "tokenize_chinese_chars", "add_prefix_space");

  static TokenizerSettings read(Path dir) {
    Path file = dir.resolve("tokenizer_config.json");
    TokenizerSettings settings =
        new TokenizerSettings(
            file, optional(file), optional(dir.resolve("special_tokens_map.json")));
    FLAGS.forEach(settings::flag); // a wrong one is refused even where it is not used
    if (!settings.flag("do_basic_tokenize").orElse(true)) {
      throw new InvalidInputException(
          file + ": do_basic_tokenize is false, which AL4J does not support");
    }
    return settings;
  }

  private static JsonNode optional(Path file) {
    return Files.isRegularFile(file) ? JsonFile.readObject(file) : MissingNode.getInstance();
  }

  /** A setting that is true, false, or left open (absent or null). */
  Optional<Boolean> flag(String name) {
    JsonNode node = config.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isBoolean()) {
      throw new InvalidInputException(
          "%s: %s must be true or false, found %s".formatted(file, name, node));
    }
    return Optional.of(node.asBoolean());
  }

  /** The text of a special token by its role, such as {@code unk_token}. */
  Optional<String> token(String role) {
    return text(config.path(role)).or(() -> text(specialTokens.path(role)));
  }

  /** Tokens stand as strings, or as objects that also tell how to match them. */
  private static Optional<String> text(JsonNode node) {
    JsonNode content = node.isObject() ? node.path("content") : node;
    return content.isTextual() ? Optional.of(content.asText()) : Optional.empty();
  }
}
