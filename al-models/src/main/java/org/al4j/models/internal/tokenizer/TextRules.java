package org.al4j.models.internal.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The normalizer of a tokenizer's JSON, checked and written anew. Nothing in it may make a text
 * more than {@link #MOST_GROWTH} times longer, or take a time that grows faster than the text.
 */
final class TextRules {
  private static final int MOST_GROWTH = 64;
  private static final int MOST_PARTS = 50;
  private static final int MOST_DEPTH = 10;
  private static final Set<String> PLAIN =
      Set.of("NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Nmt", "ByteLevel");
  private static final Set<String> TYPES =
      Set.of(
          "BertNormalizer",
          "Strip",
          "StripAccents",
          "NFC",
          "NFD",
          "NFKC",
          "NFKD",
          "Sequence",
          "Lowercase",
          "Nmt",
          "Precompiled",
          "Replace",
          "Prepend",
          "ByteLevel");

  /** A replacement, for what is left of a token. */
  private record Replacement(Pattern pattern, String content) {}

  private final List<Replacement> replacements = new ArrayList<>();
  private final List<CharacterMap> maps = new ArrayList<>();
  private boolean strips;
  private double growth = 1;
  private int parts;
  private JsonNode json = NullNode.getInstance();

  static TextRules read(Fields root) {
    TextRules rules = new TextRules();
    if (root.has("normalizer")) {
      rules.json = rules.part(root.object("normalizer"), 0);
    }
    return rules;
  }

  JsonNode json() {
    return json;
  }

  /**
   * Whether a token is surely not empty when it is normalized, which would be found everywhere; it
   * is tried with what takes the most away.
   */
  boolean leavesSomethingOf(String token) {
    String left = Normalizer.normalize(token, Normalizer.Form.NFKD);
    left = left.replaceAll(strips ? "[\\p{M}\\p{C}\\p{Z}\\s]" : "[\\p{M}\\p{C}&&[^\\t\\r\\n]]", "");
    for (Replacement one : replacements) {
      left = one.pattern.matcher(left).replaceAll(one.content);
    }
    // A map works on what is seen as one character: what the token begins with must stay.
    boolean erased = maps.stream().anyMatch(map -> map.mayErase(token));
    return !left.isEmpty() && !erased && (maps.isEmpty() || token.startsWith(left.substring(0, 1)));
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
      case "Sequence" -> sequence(fields, node, depth);
      case "BertNormalizer" -> bert(fields, node);
      case "Strip" -> {
        fields.only("type", "strip_left", "strip_right");
        strips = true;
        node.put("strip_left", fields.flag("strip_left"));
        node.put("strip_right", fields.flag("strip_right"));
      }
      case "Precompiled" -> {
        fields.only("type", "precompiled_charsmap");
        maps.add(CharacterMap.read(fields, "precompiled_charsmap"));
        node.set("precompiled_charsmap", fields.get("precompiled_charsmap"));
      }
      case "Prepend" -> prepend(fields, node);
      default -> replace(fields, node);
    }
    return node;
  }

  /** An empty one makes the native library abort as soon as another part changes the text. */
  private void prepend(Fields fields, ObjectNode node) {
    fields.only("type", "prepend");
    String text = fields.text("prepend");
    if (text.isEmpty()) {
      throw fields.error("prepend is empty; leave the part out");
    }
    node.put("prepend", text);
    grow(fields, 1 + text.length());
  }

  private void sequence(Fields fields, ObjectNode node, int depth) {
    fields.only("type", "normalizers");
    ArrayNode all = node.putArray("normalizers");
    List<JsonNode> items = fields.array("normalizers");
    for (int i = 0; i < items.size(); i++) {
      String place = fields.under("normalizers[" + i + "]");
      all.add(part(new Fields(fields.file(), place, items.get(i)), depth + 1));
    }
  }

  private static void bert(Fields fields, ObjectNode node) {
    fields.only("type", "clean_text", "handle_chinese_chars", "strip_accents", "lowercase");
    for (String name : List.of("clean_text", "handle_chinese_chars", "lowercase")) {
      node.put(name, fields.flag(name));
    }
    if (fields.has("strip_accents")) {
      node.put("strip_accents", fields.flag("strip_accents"));
    } else {
      node.putNull("strip_accents");
    }
  }

  private void replace(Fields fields, ObjectNode node) {
    fields.only("type", "pattern", "content");
    String content = fields.text("content");
    SplitPattern pattern = SplitPattern.read(fields);
    node.set("pattern", pattern.json());
    node.put("content", content);
    grow(fields, (double) content.length() / pattern.shortestMatch());
    replacements.add(
        new Replacement(pattern.java(), java.util.regex.Matcher.quoteReplacement(content)));
  }

  private void grow(Fields fields, double times) {
    growth *= Math.max(1, times);
    if (growth > MOST_GROWTH) {
      throw fields.error("replacements make a text more than %d times longer", MOST_GROWTH);
    }
  }
}
