package org.al4j.core.read.internal.tags;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.tags.CharSpan;
import org.al4j.core.tags.WordOffsets;
import org.jspecify.annotations.Nullable;

/**
 * Prodigy's export: {@code {"start": 0, "end": 4, "label": "ORG"}}; what was not accepted is open.
 */
final class ProdigyObject implements SpanObject {
  private static final String SPANS = "spans";
  private static final String TOKENS = "tokens";
  private static final String ANSWER = "answer";

  @Override
  public String text(JsonFields fields) {
    return fields.text(fields.request().columns().text());
  }

  /** Its tokens without those that are blanks only. */
  @Override
  public @Nullable List<String> words(JsonFields fields) {
    JsonNode tokens = fields.object().get(TOKENS);
    if (tokens == null || tokens.isNull()) {
      return null;
    }
    String text = text(fields);
    List<String> words = new ArrayList<>();
    List<CharSpan> places = new ArrayList<>();
    for (JsonNode token : tokens) {
      CharSpan place =
          CharSpan.ofCodePoints(
              "",
              SpanObject.number(token.get("start"), "start"),
              SpanObject.number(token.get("end"), "end"),
              text);
      if (!place.of(text).isBlank()) {
        words.add(place.of(text));
        places.add(place);
      }
    }
    requireFound(fields, WordOffsets.of(text, words), places);
    return words;
  }

  private static void requireFound(JsonFields fields, WordOffsets found, List<CharSpan> places) {
    for (int i = 0; i < places.size(); i++) {
      if (found.start(i) != places.get(i).start()) {
        throw fields.error(
            "tokens must be in order with nothing but blanks between them, token "
                + (i + 1)
                + " is not; leave out field 'tokens' to have the text cut into words");
      }
    }
  }

  @Override
  public @Nullable JsonNode spans(JsonFields fields) {
    JsonNode answer = fields.object().get(ANSWER);
    if (answer != null && !answer.isNull() && !answer.asText().equals("accept")) {
      return null;
    }
    JsonNode spans = fields.object().get(SPANS);
    if (spans == null) {
      return answer == null ? null : JsonNodeFactory.instance.arrayNode();
    }
    return SpanObject.array(fields, spans, SPANS);
  }

  @Override
  public List<CharSpan> span(JsonFields fields, JsonNode span, String text) {
    return List.of(
        CharSpan.ofCodePoints(
            SpanObject.type(span.get("label")),
            SpanObject.number(span.get("start"), "start"),
            SpanObject.number(span.get("end"), "end"),
            text));
  }

  @Override
  public Map<String, String> attributes(JsonFields fields) {
    return fields.attributes(Set.of(fields.request().columns().text(), SPANS, TOKENS, ANSWER));
  }
}
