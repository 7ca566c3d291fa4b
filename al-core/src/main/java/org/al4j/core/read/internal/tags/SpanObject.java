package org.al4j.core.read.internal.tags;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.tags.CharSpan;
import org.jspecify.annotations.Nullable;

/** Where a tool puts a text and its spans in an object. Without state. */
interface SpanObject {
  /** The text. */
  String text(JsonFields fields);

  /** The words, where the tool says them; null where they are to be cut. */
  default @Nullable List<String> words(JsonFields fields) {
    return null;
  }

  /** The array of the spans; null if the text is unlabelled. */
  @Nullable JsonNode spans(JsonFields fields);

  /**
   * An element of that array as spans; none if it is of another kind.
   *
   * @throws InvalidInputException if it is not as the tool writes it
   */
  List<CharSpan> span(JsonFields fields, JsonNode span, String text);

  /** What else the object has. */
  Map<String, String> attributes(JsonFields fields);

  /** A whole number of a span. */
  static long number(@Nullable JsonNode value, String name) {
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new InvalidInputException("a span must have a whole number " + name);
    }
    return value.longValue();
  }

  /** The type of a span. */
  static String type(@Nullable JsonNode value) {
    if (value == null || !value.isTextual() || value.textValue().isBlank()) {
      throw new InvalidInputException("a span must have a label");
    }
    return value.textValue().strip();
  }

  /** An array; null where there is none. */
  static @Nullable JsonNode array(JsonFields fields, JsonNode value, String name) {
    if (!value.isNull() && !value.isArray()) {
      throw fields.error("field '" + name + "' must be a list of spans, found " + value);
    }
    return value.isNull() ? null : value;
  }
}
