package org.al4j.models.internal.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;

/**
 * An object of a tokenizer's JSON, read field by field: each of its type and in its range, and none
 * that is not known. Errors name the file and the place.
 *
 * @param file for errors
 * @param place such as {@code model.vocab}; empty for the file's own object
 * @param node the object
 */
public record Fields(Path file, String place, JsonNode node) {
  /** No name, pattern or token of a tokenizer is this long. */
  private static final int MAX_CHARACTERS = 1000;

  /** Refuses what is no object. */
  public Fields {
    if (!node.isObject()) {
      throw bad(file, place, "must be an object", node);
    }
  }

  /** Refuses fields that are not named: what is not understood may change every token. */
  void only(String... known) {
    Set<String> names = Set.of(known);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw error("the field '%s' is unknown; AL4J knows: %s", name, sorted(names));
              }
            });
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }

  /** The component's type, one of those known. */
  String type(Set<String> known) {
    String type = text("type");
    if (!known.contains(type)) {
      throw error("the type '%s' is unknown; AL4J knows: %s", type, sorted(known));
    }
    return type;
  }

  /** A field as it stands there; missing where there is none. */
  public JsonNode get(String name) {
    return node.path(name);
  }

  /** Whether it is there and not null. */
  boolean has(String name) {
    return !node.path(name).isMissingNode() && !node.path(name).isNull();
  }

  Fields object(String name) {
    return new Fields(file, under(name), node.path(name));
  }

  List<JsonNode> array(String name) {
    JsonNode array = node.path(name);
    if (!array.isArray()) {
      throw bad(file, under(name), "must be an array", array);
    }
    List<JsonNode> items = new ArrayList<>(array.size());
    array.forEach(items::add);
    return items;
  }

  /** A field that is a text. */
  public String text(String name) {
    return text(under(name), node.path(name));
  }

  Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  String text(String at, JsonNode value) {
    if (!value.isTextual()) {
      throw bad(file, at, "must be a text", value);
    }
    return text(at, value.asText());
  }

  /** A text or name that has a UTF-8 form, which half a surrogate pair has not. */
  String text(String at, String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw error(
          "a text in %s has %d characters, at most %d are read", at, text.length(), MAX_CHARACTERS);
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw error("a text in %s has half a surrogate pair, which is no character", at);
    }
    return text;
  }

  /** A text of exactly one character. */
  String character(String name) {
    String text = text(name);
    if (text.codePointCount(0, text.length()) != 1) {
      throw bad(file, under(name), "must be one character", node.path(name));
    }
    return text;
  }

  boolean flag(String name) {
    return flag(node.path(name), name);
  }

  /** A field that is true or false, and what it is where it is absent. */
  public boolean flag(String name, boolean absent) {
    return node.has(name) ? flag(name) : absent;
  }

  private boolean flag(JsonNode value, String name) {
    if (!value.isBoolean()) {
      throw bad(file, under(name), "must be true or false", value);
    }
    return value.asBoolean();
  }

  int integer(String name, int least, int most) {
    return integer(under(name), node.path(name), least, most);
  }

  /** A number within a range, named in errors by where it stands. */
  public int integer(String at, JsonNode value, int least, int most) {
    if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
      throw bad(file, at, "must be an integer from " + least + " to " + most, value);
    }
    return value.asInt();
  }

  /** A token id, whatever the embedding's rows. */
  public int id(String at, JsonNode value) {
    return integer(at, value, 0, Vocab.LARGEST_ID);
  }

  /** The fields as they stand there. */
  public Set<Map.Entry<String, JsonNode>> entries() {
    return node.properties();
  }

  /** Where a field of this object stands. */
  public String under(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  /** An error that names the file and this object. */
  @SuppressWarnings("AnnotateFormatMethod") // no dependency for one annotation
  public InvalidInputException error(String rule, Object... values) {
    String where = place.isEmpty() ? "" : place + ": ";
    return new InvalidInputException(
        file + ": " + JsonFile.oneLine(where + String.format(Locale.ROOT, rule, values)));
  }

  static InvalidInputException bad(Path file, String place, String rule, JsonNode found) {
    String value = found.isMissingNode() ? "none" : shortened(found);
    String where = place.isEmpty() ? "the file" : place;
    return new InvalidInputException(
        file
            + ": "
            + JsonFile.oneLine(String.format(Locale.ROOT, "%s %s, found %s", where, rule, value)));
  }

  private static String shortened(JsonNode found) {
    if (found.isContainerNode()) {
      return (found.isArray() ? "an array" : "an object") + " of " + found.size();
    }
    String text = found.toString();
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
