package org.al4j.core.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the fields of a JSON object of the log, each of them once: what is missing, of another type
 * or unknown is an {@link IllegalArgumentException} that names it, since a misspelt key read as an
 * absent one would silently be another run.
 */
final class EventFields {
  private final JsonNode object;
  private final Set<String> read = new HashSet<>();

  private EventFields(JsonNode object) {
    this.object = object;
  }

  static EventFields of(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("an object is expected, found " + shown(node));
    }
    return new EventFields(node);
  }

  /** Refuses fields that nobody read. */
  void requireNoOthers() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!read.contains(name)) {
                throw new IllegalArgumentException("unknown field '" + name + "'");
              }
            });
  }

  boolean has(String name) {
    return object.has(name);
  }

  JsonNode get(String name) {
    JsonNode node = object.get(name);
    if (node == null) {
      throw new IllegalArgumentException("field '" + name + "' is missing");
    }
    read.add(name);
    return node;
  }

  EventFields object(String name) {
    return of(get(name));
  }

  Optional<EventFields> optionalObject(String name) {
    return has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  String text(String name) {
    return text(name, get(name));
  }

  Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  List<String> texts(String name) {
    List<String> values = new ArrayList<>();
    array(name).forEach(value -> values.add(text(name, value)));
    return values;
  }

  JsonNode array(String name) {
    JsonNode node = get(name);
    return require(node.isArray(), name, "an array", node);
  }

  /** All fields of an object, each a text. */
  Map<String, String> textsByName(String name) {
    JsonNode node = get(name);
    require(node.isObject(), name, "an object", node);
    Map<String, String> values = new TreeMap<>();
    node.properties().forEach(field -> values.put(field.getKey(), text(name, field.getValue())));
    return values;
  }

  /** All fields of an object, each a number. */
  Map<String, Double> realsByName(String name) {
    JsonNode node = get(name);
    require(node.isObject(), name, "an object", node);
    Map<String, Double> values = new TreeMap<>();
    node.properties().forEach(field -> values.put(field.getKey(), real(name, field.getValue())));
    return values;
  }

  /** A whole number, at least 0. */
  int count(String name) {
    JsonNode node = get(name);
    boolean fits = node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0;
    return require(fits, name, "a whole number of at least 0", node).intValue();
  }

  double real(String name) {
    return real(name, get(name));
  }

  /** A number; null is NaN, and the infinities are texts, since JSON has no numbers for them. */
  private static double real(String name, JsonNode node) {
    if (node.isNull()) {
      return Double.NaN;
    }
    if (node.isTextual() && node.textValue().equals("Infinity")) {
      return Double.POSITIVE_INFINITY;
    }
    if (node.isTextual() && node.textValue().equals("-Infinity")) {
      return Double.NEGATIVE_INFINITY;
    }
    boolean finite = node.isNumber() && Double.isFinite(node.doubleValue());
    return require(finite, name, "a number, null or an infinity", node).doubleValue();
  }

  private static String text(String name, JsonNode node) {
    return require(node.isTextual(), name, "a text", node).textValue();
  }

  private static JsonNode require(boolean holds, String name, String wanted, JsonNode found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "field '" + name + "' must be " + wanted + ", found " + shown(found));
    }
    return found;
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
