package org.al4j.models.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;

/** Reads {@code tokenizer.json}. */
final class TokenizerJson {
  private static final String[][] BERT_SETTINGS = {
    {"do_lower_case", "lowercase"},
    {"strip_accents", "strip_accents"},
    {"tokenize_chinese_chars", "handle_chinese_chars"},
  };

  static final String PREFIX_SPACE = "add_prefix_space";

  private TokenizerJson() {}

  static TokenizerDefinition read(Path file, TokenizerSettings settings) {
    ObjectNode root = JsonFile.readObject(file);
    int size = largestId(file, root) + 1;
    int pad = padId(root, settings);
    // The caller says how long; what was left in the file when it was saved must not decide.
    root.putNull("truncation");
    root.putNull("padding");
    if (root.path("normalizer") instanceof ObjectNode normalizer
        && normalizer.path("type").asText().equals("BertNormalizer")) {
      for (String[] names : BERT_SETTINGS) {
        settings.flag(names[0]).ifPresent(value -> normalizer.put(names[1], value));
      }
    }
    boolean spaced = spacedWords(root.path("pre_tokenizer"), settings);
    return new TokenizerDefinition(file, root.toString(), size, false, pad, spaced);
  }

  /** Sets byte-level BPE's {@code add_prefix_space}; see {@link TokenizerDefinition}. */
  private static boolean spacedWords(JsonNode preTokenizer, TokenizerSettings settings) {
    if (!(preTokenizer instanceof ObjectNode byteLevel)
        || !byteLevel.path("type").asText().equals("ByteLevel")) {
      return false;
    }
    settings.flag(PREFIX_SPACE).ifPresent(value -> byteLevel.put(PREFIX_SPACE, value));
    return !byteLevel.path(PREFIX_SPACE).asBoolean();
  }

  private static int largestId(Path file, JsonNode root) {
    JsonNode vocabulary = root.path("model").path("vocab");
    if (vocabulary.isEmpty()) {
      throw new InvalidInputException(file + ": no model.vocab in it");
    }
    int largest = vocabulary.isArray() ? vocabulary.size() - 1 : 0;
    if (vocabulary.isObject()) {
      for (JsonNode id : vocabulary) {
        largest = Math.max(largest, id(file, id));
      }
    }
    for (JsonNode added : root.path("added_tokens")) {
      largest = Math.max(largest, id(file, added.path("id")));
    }
    return largest;
  }

  private static int id(Path file, JsonNode node) {
    if (!node.isInt() || node.asInt() < 0) {
      throw new InvalidInputException(
          "%s: a token id must be an integer that is not negative, found %s"
              .formatted(file, node.isMissingNode() ? "none" : node));
    }
    return node.asInt();
  }

  private static int padId(JsonNode root, TokenizerSettings settings) {
    if (root.path("padding").path("pad_id").isInt()) {
      return root.path("padding").path("pad_id").asInt();
    }
    List<String> names =
        settings.token("pad_token").map(List::of).orElse(List.of("[PAD]", "<pad>"));
    for (String pad : names) {
      for (JsonNode added : root.path("added_tokens")) {
        if (added.path("content").asText().equals(pad)) {
          return added.path("id").asInt();
        }
      }
      JsonNode id = root.path("model").path("vocab").path(pad);
      if (id.isInt()) {
        return id.asInt();
      }
    }
    return 0;
  }
}
