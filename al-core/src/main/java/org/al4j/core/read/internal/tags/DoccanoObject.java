package org.al4j.core.read.internal.tags;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.tags.CharSpan;
import org.jspecify.annotations.Nullable;

/** doccano's export: {@code [0, 2, "ORG"]}, or with relations objects of {@code entities}. */
final class DoccanoObject implements SpanObject {
  static final List<String> SPANS = List.of("label", "labels", "entities");

  private static String field(JsonFields fields) {
    String named = fields.request().columns().label().get(0);
    String found = fields.object().has(named) ? named : fields.first(SPANS);
    return found == null ? named : found;
  }

  @Override
  public String text(JsonFields fields) {
    return fields.text(fields.request().columns().text());
  }

  @Override
  public @Nullable JsonNode spans(JsonFields fields) {
    JsonNode spans = fields.object().get(field(fields));
    return spans == null ? null : SpanObject.array(fields, spans, field(fields));
  }

  @Override
  public List<CharSpan> span(JsonFields fields, JsonNode span, String text) {
    boolean list = span.isArray() && span.size() == 3;
    if (!list && !span.isObject()) {
      throw new InvalidInputException(
          "a span must be [start, end, \"label\"], or an object with start_offset, end_offset and"
              + " label");
    }
    return List.of(
        CharSpan.ofCodePoints(
            SpanObject.type(list ? span.get(2) : span.get("label")),
            SpanObject.number(list ? span.get(0) : span.get("start_offset"), "start"),
            SpanObject.number(list ? span.get(1) : span.get("end_offset"), "end"),
            text));
  }

  @Override
  public Map<String, String> attributes(JsonFields fields) {
    return fields.attributes(Set.of(fields.request().columns().text(), field(fields)));
  }
}
