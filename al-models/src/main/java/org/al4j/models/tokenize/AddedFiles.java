package org.al4j.models.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.models.internal.tokenizer.Fields;
import org.al4j.models.internal.tokenizer.JsonFile;

/**
 * Tokens that stand beside a vocabulary: in {@code added_tokens.json} (token to id), in {@code
 * added_tokens_decoder} of {@code tokenizer_config.json} (id to token and how it is found), which
 * prevails, and the names in {@code additional_special_tokens}. As in transformers, one that is not
 * special is compared with the text in its normal form.
 */
final class AddedFiles {
  private final Map<String, ObjectNode> tokens = new LinkedHashMap<>();
  private final Set<String> special;

  private AddedFiles(Set<String> special) {
    this.special = special;
  }

  /**
   * Reads them.
   *
   * @param file {@code added_tokens.json}, which may be absent
   */
  static AddedFiles read(Path file, TokenizerSettings settings) {
    AddedFiles added = new AddedFiles(settings.specialTokens());
    if (Files.exists(file)) {
      Fields fields = new Fields(file, "", JsonFile.readObject(file));
      for (Map.Entry<String, JsonNode> entry : fields.entries()) {
        String token = entry.getKey();
        int id = fields.id("the id of '" + token + "'", entry.getValue());
        added.tokens.put(token, token(token, id, added.special.contains(token)));
      }
    }
    JsonNode decoder = settings.config().path("added_tokens_decoder");
    if (decoder.isMissingNode() || decoder.isNull()) {
      return added;
    }
    Fields fields = new Fields(settings.file(), "added_tokens_decoder", decoder);
    for (Map.Entry<String, JsonNode> entry : fields.entries()) {
      added.readDecoded(fields, entry);
    }
    return added;
  }

  private void readDecoded(Fields fields, Map.Entry<String, JsonNode> entry) {
    if (!entry.getKey().matches("\\d{1,8}")) {
      throw fields.error("'%s' is no token id", entry.getKey());
    }
    Fields one = new Fields(fields.file(), fields.under(entry.getKey()), entry.getValue());
    String content = one.text("content");
    boolean isSpecial = one.flag("special", special.contains(content));
    ObjectNode token = token(content, Integer.parseInt(entry.getKey()), isSpecial);
    for (String flag : List.of("single_word", "lstrip", "rstrip")) {
      token.put(flag, one.flag(flag, false));
    }
    tokens.put(content, token.put("normalized", one.flag("normalized", !isSpecial)));
  }

  /** The ids that the files give. */
  Map<String, Integer> ids() {
    Map<String, Integer> ids = new HashMap<>();
    tokens.forEach((content, token) -> ids.put(content, token.path("id").asInt()));
    return ids;
  }

  /**
   * Puts them to the tokens that the model itself has. A special token that has no id anywhere gets
   * the next one, as in transformers.
   *
   * @param ids of all tokens so far; those given here are put there
   */
  void writeTo(Map<String, ObjectNode> into, Map<String, Integer> ids) {
    into.putAll(tokens);
    for (String name : special) {
      if (!into.containsKey(name) && !name.isEmpty()) {
        int next = 1 + ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
        ids.putIfAbsent(name, next);
        into.put(name, token(name, ids.get(name), true));
      }
    }
  }

  /** A token as {@code tokenizer.json} has it. */
  static ObjectNode token(String content, int id, boolean special) {
    ObjectNode node = JsonFile.newObject().put("id", id).put("content", content);
    node.put("single_word", false).put("lstrip", false).put("rstrip", false);
    return node.put("normalized", !special).put("special", special);
  }
}
