package org.al4j.models.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code tokenizer.json}. The native library would end the Java process on much that may
 * stand there, so that it only sees what is written here anew from parts that are known and fit
 * each other. Decoders are left out: nothing is turned back into text.
 */
final class TokenizerJson {
  private static final String[][] BERT_SETTINGS = {
    {"do_lower_case", "lowercase"},
    {"strip_accents", "strip_accents"},
    {"tokenize_chinese_chars", "handle_chinese_chars"},
  };

  static final String PREFIX_SPACE = "add_prefix_space";
  private static final List<String> PADS = List.of("[PAD]", "<pad>", TokenizerSettings.END);
  private static final String NORMALIZER = "normalizer";
  private static final String WORDS = "pre_tokenizer";

  /** What is given to the native library, and the id of every token. */
  record Checked(ObjectNode json, Map<String, Integer> ids) {
    /** One more than the largest id. */
    int size() {
      return 1 + ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    }
  }

  private TokenizerJson() {}

  static TokenizerDefinition read(Path file, TokenizerSettings settings) {
    ObjectNode root = JsonFile.readObject(file);
    Checked checked = checked(file, root);
    ObjectNode json = checked.json();
    if (json.path(NORMALIZER) instanceof ObjectNode normalizer
        && normalizer.path("type").asText().equals("BertNormalizer")) {
      for (String[] names : BERT_SETTINGS) {
        settings.flag(names[0]).ifPresent(value -> normalizer.put(names[1], value));
      }
    }
    boolean spaced = spacedWords(json.path(WORDS), settings);
    int pad = padId(new Fields(file, "", root), checked, settings);
    return new TokenizerDefinition(
        file, json.toString(), checked.size(), pad, spaced, endId(checked, settings));
  }

  /**
   * The definition in known parts. What the file says of truncation and padding is left out: the
   * caller says how long, and what was set when it was saved must not decide.
   */
  static Checked checked(Path file, ObjectNode root) {
    Fields fields = new Fields(file, "", root);
    fields.only(
        "version",
        "truncation",
        "padding",
        "added_tokens",
        NORMALIZER,
        WORDS,
        "post_processor",
        "decoder",
        "model");
    if (fields.has("version") && !fields.text("version").equals("1.0")) {
      throw fields.error("version must be 1.0, found %s", fields.get("version"));
    }
    Vocab vocab = Vocab.read(fields.object("model"));
    TextRules normalizer = TextRules.read(fields);
    ArrayNode added = AddedTokens.read(fields, vocab, normalizer);
    Map<String, Integer> ids = new HashMap<>(vocab.ids());
    ObjectNode json = JsonFile.newObject().put("version", "1.0");
    json.set("added_tokens", added);
    json.set(NORMALIZER, normalizer.json());
    json.set(WORDS, Words.read(fields));
    json.set("post_processor", Frame.read(fields, ids));
    json.set("model", vocab.json());
    return new Checked(json, ids);
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

  /** The token for a text that has none: {@code <|endoftext|>}, or what stands in its place. */
  private static int endId(Checked checked, TokenizerSettings settings) {
    String end = settings.token("eos_token").orElse(TokenizerSettings.END);
    boolean gpt2 = settings.ofGpt2() || settings.isForGpt2() || end.equals(TokenizerSettings.END);
    return gpt2 ? checked.ids().getOrDefault(end, -1) : -1;
  }

  private static int padId(Fields root, Checked checked, TokenizerSettings settings) {
    JsonNode set = root.get("padding").path("pad_id");
    if (!set.isMissingNode()) {
      return root.integer("padding.pad_id", set, 0, checked.size() - 1);
    }
    List<String> names = settings.token("pad_token").map(List::of).orElse(PADS);
    Optional<String> pad = names.stream().filter(checked.ids()::containsKey).findFirst();
    return pad.map(checked.ids()::get).orElse(0);
  }
}
