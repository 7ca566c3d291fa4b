package org.al4j.models.internal.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** The pre-tokenizer of a tokenizer's JSON, checked and written anew. */
final class Words {
  private static final int MOST_PARTS = 50;
  private static final int MOST_DEPTH = 10;
  private static final Set<String> PLAIN =
      Set.of("BertPreTokenizer", "Whitespace", "WhitespaceSplit", "UnicodeScripts");
  private static final Set<String> TYPES =
      Set.of(
          "BertPreTokenizer",
          "ByteLevel",
          "CharDelimiterSplit",
          "Digits",
          "Metaspace",
          "Punctuation",
          "Sequence",
          "Split",
          "UnicodeScripts",
          "Whitespace",
          "WhitespaceSplit");
  private static final Set<String> BEHAVIORS =
      Set.of("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous");
  private static final Set<String> PREPENDING = Set.of("always", "never", "first");

  private int parts;

  private Words() {}

  static JsonNode read(Fields root) {
    return root.has("pre_tokenizer")
        ? new Words().part(root.object("pre_tokenizer"), 0)
        : NullNode.getInstance();
  }

  private ObjectNode part(Fields fields, int depth) {
    String type = fields.type(TYPES);
    if (++parts > MOST_PARTS || depth > MOST_DEPTH) {
      throw fields.error("more than %d parts, or nested too deeply", MOST_PARTS);
    }
    ObjectNode node = JsonFile.newObject().put("type", type);
    if (PLAIN.contains(type)) {
      fields.only("type");
      return node;
    }
    switch (type) {
      case "Sequence" -> {
        fields.only("type", "pretokenizers");
        sequence(fields, node.putArray("pretokenizers"), depth);
      }
      case "ByteLevel" -> byteLevel(fields, node);
      case "CharDelimiterSplit" -> {
        fields.only("type", "delimiter");
        node.put("delimiter", fields.character("delimiter"));
      }
      case "Digits" -> {
        fields.only("type", "individual_digits");
        node.put("individual_digits", fields.flag("individual_digits"));
      }
      case "Metaspace" -> metaspace(fields, node);
      case "Punctuation" -> {
        fields.only("type", "behavior");
        node.put("behavior", fields.has("behavior") ? behavior(fields) : "Isolated");
      }
      default -> {
        fields.only("type", "pattern", "behavior", "invert");
        node.set("pattern", SplitPattern.read(fields).json());
        node.put("behavior", behavior(fields)).put("invert", fields.flag("invert"));
      }
    }
    return node;
  }

  private void sequence(Fields fields, ArrayNode all, int depth) {
    List<JsonNode> items = fields.array("pretokenizers");
    for (int i = 0; i < items.size(); i++) {
      String place = fields.under("pretokenizers[" + i + "]");
      all.add(part(new Fields(fields.file(), place, items.get(i)), depth + 1));
    }
  }

  /** Where texts begin and end is not asked for, so nothing is trimmed. */
  private static void byteLevel(Fields fields, ObjectNode node) {
    fields.only("type", KnownParts.PREFIX_SPACE, "trim_offsets", "use_regex");
    fields.flag("trim_offsets", true);
    node.put(KnownParts.PREFIX_SPACE, fields.flag(KnownParts.PREFIX_SPACE));
    node.put("trim_offsets", false).put("use_regex", fields.flag("use_regex", true));
  }

  /** Older files say {@code add_prefix_space} for what is {@code prepend_scheme} now. */
  private static void metaspace(Fields fields, ObjectNode node) {
    fields.only(
        "type", "replacement", KnownParts.PREFIX_SPACE, "prepend_scheme", "split", "str_rep");
    boolean prefix = fields.flag(KnownParts.PREFIX_SPACE, true);
    String scheme = fields.optionalText("prepend_scheme").orElse(prefix ? "always" : "never");
    if (!PREPENDING.contains(scheme) || (!prefix && !scheme.equals("never"))) {
      throw fields.error(
          "prepend_scheme must be always, first or never and agree with add_prefix_space, found"
              + " '%s'",
          scheme);
    }
    node.put("replacement", fields.character("replacement"));
    node.put("prepend_scheme", scheme).put("split", fields.flag("split", true));
  }

  private static String behavior(Fields fields) {
    String behavior = fields.text("behavior");
    if (!BEHAVIORS.contains(behavior)) {
      throw fields.error(
          "behavior must be one of %s, found '%s'",
          String.join(", ", BEHAVIORS.stream().sorted().toList()), behavior);
    }
    return behavior;
  }
}
