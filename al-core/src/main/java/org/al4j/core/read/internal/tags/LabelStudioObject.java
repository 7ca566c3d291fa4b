package org.al4j.core.read.internal.tags;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.tags.CharSpan;
import org.jspecify.annotations.Nullable;

/**
 * Label Studio's JSON export. Of a task's annotations that one is taken that is the ground truth,
 * else the first that was not cancelled; predictions are nobody's annotations. Regions other than
 * labels of a text are left out.
 */
final class LabelStudioObject implements SpanObject {
  private static final String DATA = "data";
  private static final String ANNOTATIONS = "annotations";

  private static JsonFields data(JsonFields fields) {
    JsonNode data = fields.require(DATA);
    if (!(data instanceof ObjectNode object)) {
      throw fields.error("field 'data' must be an object with the text, found " + data);
    }
    return new JsonFields(fields.request(), object, fields.line());
  }

  @Override
  public String text(JsonFields fields) {
    return data(fields).text(fields.request().columns().text());
  }

  @Override
  public @Nullable JsonNode spans(JsonFields fields) {
    JsonNode all = fields.object().get(ANNOTATIONS);
    if (all == null || SpanObject.array(fields, all, ANNOTATIONS) == null) {
      return null;
    }
    JsonNode chosen = null;
    for (JsonNode one : all) {
      boolean kept = !one.path("was_cancelled").asBoolean();
      boolean truth = kept && one.path("ground_truth").asBoolean();
      chosen = truth || (kept && chosen == null) ? one : chosen;
      if (truth) {
        break;
      }
    }
    return chosen == null ? null : SpanObject.array(fields, chosen.path("result"), "result");
  }

  @Override
  public List<CharSpan> span(JsonFields fields, JsonNode span, String text) {
    JsonNode value = span.path("value");
    JsonNode labels = value.path("labels");
    if (!labels.isArray() || !value.has("start")) {
      return List.of();
    }
    List<CharSpan> spans = new ArrayList<>();
    for (JsonNode label : labels) {
      CharSpan found =
          CharSpan.ofUnits(
              SpanObject.type(label),
              SpanObject.number(value.get("start"), "start"),
              SpanObject.number(value.get("end"), "end"),
              text);
      String said = value.path("text").asText(found.of(text));
      if (!said.equals(found.of(text))) {
        throw new InvalidInputException(
            "the text has '" + found.of(text) + "' where the span says '" + said + "'");
      }
      spans.add(found);
    }
    return spans;
  }

  @Override
  public Map<String, String> attributes(JsonFields fields) {
    return data(fields).attributes(Set.of(fields.request().columns().text()));
  }
}
