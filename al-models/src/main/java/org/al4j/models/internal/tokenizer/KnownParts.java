package org.al4j.models.internal.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A tokenizer in known parts that fit each other. Decoders are left out: nothing is turned back
 * into text.
 *
 * @param json what is given to the native library
 * @param ids the id of every token
 */
public record KnownParts(ObjectNode json, Map<String, Integer> ids) {
  /** Byte-level BPE's and others' field for a space before the text. */
  public static final String PREFIX_SPACE = "add_prefix_space";

  /** The field of the normalizer. */
  public static final String NORMALIZER = "normalizer";

  /** The field of what splits texts into words. */
  public static final String WORDS = "pre_tokenizer";

  /**
   * The definition in known parts. What the file says of truncation and padding is left out: the
   * caller says how long, and what was set when it was saved must not decide.
   *
   * @param file for errors
   * @throws org.al4j.core.InvalidInputException naming the file and the place
   */
  public static KnownParts of(Path file, ObjectNode root) {
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
    return new KnownParts(json, ids);
  }

  /** One more than the largest id. */
  public int size() {
    return 1 + ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
  }
}
