package org.al4j.models.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.al4j.models.internal.tokenizer.Fields;
import org.al4j.models.internal.tokenizer.JsonFile;
import org.al4j.models.internal.tokenizer.KnownParts;

/** Reads {@code tokenizer.json}, in parts that are known and fit each other. */
final class TokenizerJson {
  private static final String[][] BERT_SETTINGS = {
    {"do_lower_case", "lowercase"},
    {"strip_accents", "strip_accents"},
    {"tokenize_chinese_chars", "handle_chinese_chars"},
  };

  private static final List<String> PADS = List.of("[PAD]", "<pad>", TokenizerSettings.END);

  private TokenizerJson() {}

  static TokenizerDefinition read(Path file, TokenizerSettings settings) {
    ObjectNode root = JsonFile.readObject(file);
    KnownParts checked = KnownParts.of(file, root);
    ObjectNode json = checked.json();
    if (json.path(KnownParts.NORMALIZER) instanceof ObjectNode normalizer
        && normalizer.path("type").asText().equals("BertNormalizer")) {
      for (String[] names : BERT_SETTINGS) {
        settings.flag(names[0]).ifPresent(value -> normalizer.put(names[1], value));
      }
    }
    boolean spaced = spacedWords(json.path(KnownParts.WORDS), settings);
    int pad = padId(new Fields(file, "", root), checked, settings);
    return new TokenizerDefinition(
        file, json.toString(), checked.size(), pad, spaced, endId(checked, settings));
  }

  /** Sets byte-level BPE's {@code add_prefix_space}; see {@link TokenizerDefinition}. */
  private static boolean spacedWords(JsonNode preTokenizer, TokenizerSettings settings) {
    if (!(preTokenizer instanceof ObjectNode byteLevel)
        || !byteLevel.path("type").asText().equals("ByteLevel")) {
      return false;
    }
    settings
        .flag(KnownParts.PREFIX_SPACE)
        .ifPresent(value -> byteLevel.put(KnownParts.PREFIX_SPACE, value));
    return !byteLevel.path(KnownParts.PREFIX_SPACE).asBoolean();
  }

  /** The token for a text that has none: {@code <|endoftext|>}, or what stands in its place. */
  private static int endId(KnownParts checked, TokenizerSettings settings) {
    String end = settings.token("eos_token").orElse(TokenizerSettings.END);
    boolean gpt2 = settings.ofGpt2() || settings.isForGpt2() || end.equals(TokenizerSettings.END);
    return gpt2 ? checked.ids().getOrDefault(end, -1) : -1;
  }

  private static int padId(Fields root, KnownParts checked, TokenizerSettings settings) {
    JsonNode set = root.get("padding").path("pad_id");
    if (!set.isMissingNode()) {
      return root.integer("padding.pad_id", set, 0, checked.size() - 1);
    }
    List<String> names = settings.token("pad_token").map(List::of).orElse(PADS);
    Optional<String> pad = names.stream().filter(checked.ids()::containsKey).findFirst();
    return pad.map(checked.ids()::get).orElse(0);
  }
}
