package org.al4j.models.internal.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The post-processor of a tokenizer's JSON, checked and written anew: the special tokens around a
 * text, each of which must be a token with the id that the vocabulary gives it.
 */
final class Frame {
  private static final int MOST_TOKENS = 64;
  private static final Set<String> TYPES =
      Set.of("BertProcessing", "RobertaProcessing", "ByteLevel", "TemplateProcessing", "Sequence");

  private final Map<String, Integer> ids;
  private int framing;

  private Frame(Map<String, Integer> ids) {
    this.ids = ids;
  }

  /**
   * The post-processor.
   *
   * @param ids of all tokens, added ones included
   */
  static JsonNode read(Fields root, Map<String, Integer> ids) {
    return root.has("post_processor")
        ? new Frame(ids).part(root.object("post_processor"))
        : NullNode.getInstance();
  }

  private JsonNode part(Fields fields) {
    String type = fields.type(TYPES);
    ObjectNode node = JsonFile.newObject().put("type", type);
    if (!type.equals("ByteLevel") && !type.equals("Sequence") && ++framing > 1) {
      throw fields.error("a second one that adds special tokens; one is supported");
    }
    return switch (type) {
      case "Sequence" -> sequence(fields, node);
      case "TemplateProcessing" -> template(fields, node);
      case "ByteLevel" -> offsets(fields);
      default -> bert(fields, node, type.equals("RobertaProcessing"));
    };
  }

  private JsonNode sequence(Fields fields, ObjectNode node) {
    fields.only("type", "processors");
    ArrayNode all = node.putArray("processors");
    List<JsonNode> items = fields.array("processors");
    for (int i = 0; i < items.size(); i++) {
      String place = fields.under("processors[" + i + "]");
      Fields item = new Fields(fields.file(), place, items.get(i));
      if (item.type(TYPES).equals("Sequence")) {
        throw item.error("a Sequence within a Sequence is not supported");
      }
      JsonNode part = part(item);
      if (!part.isNull()) {
        all.add(part);
      }
    }
    return node;
  }

  /** It moves the places where tokens begin and end, which are not asked for: left out. */
  private static JsonNode offsets(Fields fields) {
    fields.only("type", KnownParts.PREFIX_SPACE, "trim_offsets", "use_regex");
    for (String flag : List.of(KnownParts.PREFIX_SPACE, "trim_offsets", "use_regex")) {
      fields.flag(flag, true);
    }
    return NullNode.getInstance();
  }

  private JsonNode bert(Fields fields, ObjectNode node, boolean roberta) {
    if (roberta) {
      fields.only("type", "sep", "cls", "trim_offsets", KnownParts.PREFIX_SPACE);
      fields.flag("trim_offsets", true);
      node.put("trim_offsets", false); // where tokens begin and end is not asked for
      node.put(KnownParts.PREFIX_SPACE, fields.flag(KnownParts.PREFIX_SPACE, true));
    } else {
      fields.only("type", "sep", "cls");
    }
    for (String role : List.of("sep", "cls")) {
      List<JsonNode> pair = fields.array(role);
      if (pair.size() != 2) {
        throw fields.error("%s must be a token and its id, found %d items", role, pair.size());
      }
      String token = fields.text(fields.under(role), pair.get(0));
      int id = fields.id(fields.under(role), pair.get(1));
      require(fields, token, id);
      node.putArray(role).add(token).add(id);
    }
    return node;
  }

  private void require(Fields fields, String token, int id) {
    Integer own = ids.get(token);
    if (own == null || own != id) {
      throw fields.error(
          "the special token '%s' has the id %d, in the vocabulary it has %s",
          token, id, own == null ? "none" : own);
    }
  }

  private JsonNode template(Fields fields, ObjectNode node) {
    fields.only("type", "single", "pair", "special_tokens");
    ObjectNode tokens = node.putObject("special_tokens");
    for (Map.Entry<String, JsonNode> entry : fields.object("special_tokens").entries()) {
      String name = fields.text("special_tokens", entry.getKey());
      Fields token =
          new Fields(fields.file(), fields.under("special_tokens." + name), entry.getValue());
      special(token, tokens.putObject(name));
    }
    pieces(fields, "single", tokens, node.putArray("single"), 0);
    pieces(fields, "pair", tokens, node.putArray("pair"), 1);
    return node;
  }

  private void special(Fields fields, ObjectNode node) {
    fields.only("id", "ids", "tokens");
    List<JsonNode> numbers = fields.array("ids");
    List<JsonNode> names = fields.array("tokens");
    if (numbers.size() != names.size() || numbers.isEmpty() || numbers.size() > MOST_TOKENS) {
      throw fields.error(
          "%d ids and %d tokens: must be equally many, 1 to %d",
          numbers.size(), names.size(), MOST_TOKENS);
    }
    node.put("id", fields.text("id"));
    ArrayNode into = node.putArray("ids");
    ArrayNode texts = node.putArray("tokens");
    for (int i = 0; i < names.size(); i++) {
      String token = fields.text(fields.under("tokens"), names.get(i));
      int id = fields.id(fields.under("ids"), numbers.get(i));
      require(fields, token, id);
      into.add(id);
      texts.add(token);
    }
  }

  /** One text, or two; the type of a text that is alone is 0, as the model will read it. */
  private static void pieces(
      Fields fields, String name, ObjectNode tokens, ArrayNode into, int mostType) {
    List<JsonNode> items = fields.array(name);
    StringBuilder texts = new StringBuilder();
    if (items.size() > MOST_TOKENS) {
      throw fields.error("%s has %d pieces, at most %d are read", name, items.size(), MOST_TOKENS);
    }
    for (int i = 0; i < items.size(); i++) {
      Fields piece = new Fields(fields.file(), fields.under(name + "[" + i + "]"), items.get(i));
      piece.only("Sequence", "SpecialToken");
      if (piece.node().size() != 1) {
        throw piece.error("must be a Sequence or a SpecialToken");
      }
      String kind = piece.node().has("Sequence") ? "Sequence" : "SpecialToken";
      Fields body = piece.object(kind);
      body.only("id", "type_id");
      String id = body.text("id");
      if (kind.equals("Sequence")) {
        texts.append(id);
      } else if (!tokens.has(id)) {
        throw body.error("'%s' is not among the special_tokens", id);
      }
      into.addObject()
          .putObject(kind)
          .put("id", id)
          .put("type_id", body.integer("type_id", 0, mostType));
    }
    String wanted = mostType == 0 ? "A" : "AB";
    if (!texts.toString().equals(wanted)) {
      throw fields.error("%s has the texts '%s', must have %s", name, texts, wanted);
    }
  }
}
