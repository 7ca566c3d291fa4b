package org.al4j.models.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.tokenizer.JsonFile;

/**
 * {@code tokenizer_config.json} and {@code special_tokens_map.json}; both may be absent.
 *
 * @param model {@code config.json}, where older checkpoints name the tokenizer's class
 */
record TokenizerSettings(Path file, JsonNode config, JsonNode special, JsonNode model) {
  private static final List<String> FLAGS =
      List.of(
          "do_lower_case",
          "strip_accents",
          "tokenize_chinese_chars",
          "add_prefix_space",
          "add_bos_token");

  /** GPT-2's only special token. */
  static final String END = "<|endoftext|>";

  private static final String CLASS = "tokenizer_class";

  /** Of Japanese tokenizers, which split texts into words by a dictionary. */
  private static final String[][] PLAIN_TYPES = {
    {"word_tokenizer_type", "basic"}, {"subword_tokenizer_type", "wordpiece"},
  };

  static TokenizerSettings read(Path dir) {
    Path file = dir.resolve("tokenizer_config.json");
    TokenizerSettings settings =
        new TokenizerSettings(
            file,
            optional(file),
            optional(dir.resolve("special_tokens_map.json")),
            optional(dir.resolve("config.json")));
    FLAGS.forEach(settings::flag); // a wrong one is refused even where it is not used
    if (!settings.flag("do_basic_tokenize").orElse(true)) {
      throw new InvalidInputException(
          file + ": do_basic_tokenize is false, which AL4J does not support");
    }
    return settings;
  }

  /**
   * Refuses a vocabulary whose tokenizer splits texts in another way than that of the models named,
   * for which {@code tokenizer.json} would be needed.
   *
   * @param models such as {@code Bert}
   */
  void requireTokenizerOf(String... models) {
    boolean own = text(config.path(CLASS)).isPresent();
    Optional<String> name = tokenizerClass();
    if (name.isPresent()
        && Arrays.stream(models).noneMatch(one -> name.get().matches(one + "Tokenizer(Fast)?"))) {
      throw unsupported(own ? file : file.resolveSibling("config.json"), CLASS, name.get());
    }
    for (String[] plain : PLAIN_TYPES) {
      String found = text(config.path(plain[0])).orElse(plain[1]);
      if (!found.equals(plain[1])) {
        throw unsupported(file, plain[0], found);
      }
    }
  }

  private Optional<String> tokenizerClass() {
    return text(config.path(CLASS)).or(() -> text(model.path(CLASS)));
  }

  /** Whether the tokenizer is GPT-2's, by its class or else by the model. */
  boolean ofGpt2() {
    return tokenizerClass().map(name -> name.matches("GPT2Tokenizer(Fast)?")).orElse(isForGpt2());
  }

  /** Whether the model is a GPT-2, whatever its tokenizer. */
  boolean isForGpt2() {
    return model.path("model_type").asText().equals("gpt2");
  }

  private static InvalidInputException unsupported(Path file, String setting, String found) {
    return new InvalidInputException(
        JsonFile.oneLine(
            String.format(
                Locale.ROOT,
                "%s: %s is '%s', which AL4J supports by a tokenizer.json only; the folder has none",
                file,
                setting,
                found)));
  }

  private static JsonNode optional(Path file) {
    return Files.exists(file) ? JsonFile.readObject(file) : MissingNode.getInstance();
  }

  /** A setting that is true, false, or left open (absent or null). */
  Optional<Boolean> flag(String name) {
    JsonNode node = config.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isBoolean()) {
      throw new InvalidInputException(
          String.format(Locale.ROOT, "%s: %s must be true or false, found %s", file, name, node));
    }
    return Optional.of(node.asBoolean());
  }

  /** The text of a special token by its role, such as {@code unk_token}. */
  Optional<String> token(String role) {
    return text(config.path(role)).or(() -> text(special.path(role)));
  }

  /** The names in {@code additional_special_tokens}, in their order. */
  Set<String> specialTokens() {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode node : new JsonNode[] {config, special}) {
      for (JsonNode name : node.path("additional_special_tokens")) {
        text(name).ifPresent(names::add);
      }
    }
    return names;
  }

  /** Tokens stand as strings, or as objects that also tell how to match them. */
  private static Optional<String> text(JsonNode node) {
    JsonNode content = node.isObject() ? node.path("content") : node;
    return content.isTextual() ? Optional.of(content.asText()) : Optional.empty();
  }
}
