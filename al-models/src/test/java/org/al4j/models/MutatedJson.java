package org.al4j.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Spoils JSON: keys dropped, doubled and renamed, values of another type or from elsewhere. */
public final class MutatedJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1",
          "7",
          "101",
          "2147483647",
          "2147483648",
          "4294967296",
          "134217735",
          "1e300",
          "1e999",
          "0.5",
          "\"\"",
          "\" \"",
          "\"a\"",
          "\"the\"",
          "\"[CLS]\"",
          "\"<s>\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"\ud83d\ude00\"",
          "\"zzz\"",
          "\"\\u0301\"",
          "[]",
          "{}",
          "[[]]",
          "[\"a\",0]",
          "\"Sequence\"",
          "\"B\"",
          "\"Metaspace\"",
          "\"WordPiece\"",
          "\"BPE\"",
          "\"Unigram\"",
          "\"TemplateProcessing\"",
          "\"ByteLevel\"");

  private MutatedJson() {}

  /** A copy with one to three changes, the same for a number each time. */
  public static ObjectNode of(ObjectNode seed, int number) throws IOException {
    SplittableRandom random = new SplittableRandom(number);
    ObjectNode root = seed.deepCopy();
    for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
      mutate(root, random);
    }
    return root;
  }

  private static void mutate(ObjectNode root, SplittableRandom random) throws IOException {
    List<JsonNode> places = new ArrayList<>();
    // The parts beside the vocabulary are few and must not drown in it.
    for (JsonNode part : root) {
      containers(part, places, random.nextInt(4) == 0 ? 100_000 : 40);
    }
    places.add(root);
    JsonNode place = places.get(random.nextInt(places.size()));
    JsonNode other = places.get(random.nextInt(places.size()));
    JsonNode value = value(other, random);
    if (place instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(5)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(name + (random.nextBoolean() ? "x" : ""), value);
        case 2 -> object.set(value.isTextual() ? value.asText() : "type", object.remove(name));
        case 3 -> object.set(name, spoiled(object.get(name), random));
        default -> object.set(name, value);
      }
    } else if (place instanceof ArrayNode array && !array.isEmpty()) {
      int at = random.nextInt(array.size());
      switch (random.nextInt(5)) {
        case 0 -> array.remove(at);
        case 1 -> array.insert(at, value);
        case 2 -> array.insert(at, array.get(random.nextInt(array.size())).deepCopy());
        case 3 -> array.set(at, spoiled(array.get(at), random));
        default -> array.set(at, value);
      }
    }
  }

  private static void containers(JsonNode node, List<JsonNode> into, int most) {
    if (node.isContainerNode() && node.size() > 0) {
      into.add(node);
      int seen = 0;
      for (JsonNode child : node) {
        if (seen++ < most) {
          containers(child, into, most);
        }
      }
    }
  }

  private static JsonNode value(JsonNode other, SplittableRandom random) throws IOException {
    if (random.nextInt(3) == 0 && other.size() > 0) {
      List<JsonNode> children = new ArrayList<>();
      other.forEach(children::add);
      return children.get(random.nextInt(children.size())).deepCopy();
    }
    return JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
  }

  /** A text with a character changed, a number moved, or the value as it is. */
  private static JsonNode spoiled(JsonNode value, SplittableRandom random) {
    if (value.isTextual() && !value.asText().isEmpty()) {
      StringBuilder text = new StringBuilder(value.asText());
      text.setCharAt(random.nextInt(text.length()), (char) ('!' + random.nextInt(90)));
      return TextNode.valueOf(text.toString());
    }
    if (value.isInt()) {
      return JSON.getNodeFactory().numberNode(value.asInt() + random.nextInt(-3, 4));
    }
    return value;
  }
}
