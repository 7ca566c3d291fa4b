package org.al4j.models.tokenize;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes a {@code TemplateProcessing} of {@code tokenizer.json}: where the special tokens stand
 * around one text ({@code A}) or two ({@code A} and {@code B}), and the type of each token.
 */
final class Template {
  private final ArrayNode single;
  private final ArrayNode pair;
  private final ObjectNode tokens;
  private ArrayNode current;

  Template(ObjectNode processor) {
    processor.put("type", "TemplateProcessing");
    this.single = processor.putArray("single");
    this.pair = processor.putArray("pair");
    this.tokens = processor.putObject("special_tokens");
    this.current = single;
  }

  /** What follows is for one text. */
  Template single() {
    current = single;
    return this;
  }

  /** What follows is for two texts. */
  Template pair() {
    current = pair;
    return this;
  }

  Template special(String token, int type) {
    return piece("SpecialToken", token, type);
  }

  Template sequence(String text, int type) {
    return piece("Sequence", text, type);
  }

  void define(String token, int id) {
    ObjectNode node = tokens.putObject(token).put("id", token);
    node.putArray("ids").add(id);
    node.putArray("tokens").add(token);
  }

  private Template piece(String kind, String id, int type) {
    current.addObject().putObject(kind).put("id", id).put("type_id", type);
    return this;
  }
}
