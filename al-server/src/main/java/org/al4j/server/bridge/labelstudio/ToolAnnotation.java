package org.al4j.server.bridge.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.io.Sha256;
import org.al4j.core.tags.CharSpan;
import org.al4j.server.bridge.BridgeException;
import org.al4j.server.bridge.ToolJson;
import org.al4j.server.bridge.ToolLabels;

/**
 * An annotation as Label Studio sends it.
 *
 * @param id Label Studio's
 * @param by the person's number in Label Studio, or the mail address where it is told
 * @param cancelled whether the task was skipped
 * @param time how long it took ({@code lead_time}); empty if that was not measured
 * @param updated when it was changed last; the epoch if that is not told
 * @param result regions and choices
 */
record ToolAnnotation(
    String id,
    String by,
    boolean cancelled,
    Optional<Duration> time,
    Instant updated,
    JsonNode result) {
  private static final double LONGEST_SECONDS = 86_400;
  private static final int DIGITS = 12;

  static ToolAnnotation of(JsonNode node) {
    JsonNode id = node.path("id");
    JsonNode result = node.path("result");
    boolean cancelled = node.path("was_cancelled").asBoolean();
    if (!id.asText().matches("[0-9A-Za-z-]{1,40}")) { // it becomes part of a key
      throw BridgeException.bad("an annotation needs an 'id'");
    }
    if (!result.isArray() && !cancelled) {
      throw BridgeException.bad("annotation " + id.asText() + " needs an array 'result'");
    }
    return new ToolAnnotation(
        id.asText(),
        person(node, id.asText()),
        cancelled,
        time(node.path("lead_time")),
        instant(node.path("updated_at").asText("")),
        result);
  }

  /** A number, or an object with an address or a number; who did it stays who did it. */
  private static String person(JsonNode node, String id) {
    JsonNode by = node.path("completed_by");
    JsonNode name = by.isObject() ? by.path("email") : by;
    JsonNode found = name.asText("").isBlank() && by.isObject() ? by.path("id") : name;
    if (found.isNull() || found.isMissingNode() || found.asText().isBlank()) {
      throw BridgeException.bad("annotation " + id + " does not say 'completed_by' whom it is");
    }
    return ToolJson.person(found.asText());
  }

  private static Optional<Duration> time(JsonNode seconds) {
    double value = seconds.asDouble(0);
    return value > 0 && value <= LONGEST_SECONDS
        ? Optional.of(Duration.ofMillis(Math.max(1, Math.round(value * 1_000))))
        : Optional.empty();
  }

  /** A time; the epoch if it is none. */
  static Instant instant(String text) {
    try {
      return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  /** Digits of what it says. */
  String digest() {
    return new Sha256().add(cancelled + " " + result).hex().substring(0, DIGITS);
  }

  /** What it says, in the form of the task; empty if it says nothing. */
  Optional<JsonNode> label(LabelConfig config, String task, String text) {
    List<String> names = new ArrayList<>();
    List<CharSpan> spans = new ArrayList<>();
    for (JsonNode one : result) {
      if (one.path("from_name").asText().equals(config.control())) {
        one.path("value").path("choices").forEach(name -> names.add(name.asText()));
        one.path("value").path("labels").forEach(name -> spans.add(span(one, name, text)));
      }
    }
    return ToolLabels.isSpans(task)
        ? Optional.of(ToolLabels.ofSpans(spans))
        : ToolLabels.ofClasses(task, names);
  }

  /**
   * The span of a region. Label Studio counts UTF-16 units, and code points in some versions: what
   * the region says that it reads decides.
   */
  private static CharSpan span(JsonNode region, JsonNode label, String text) {
    JsonNode value = region.path("value");
    long start = value.path("start").asLong(-1);
    long end = value.path("end").asLong(-1);
    String type = label.asText();
    CharSpan units = CharSpan.ofUnits(type, start, Math.min(end, text.length()), text);
    String reads = value.path("text").asText("");
    boolean other = !reads.isEmpty() && !units.of(text).equals(reads);
    int points = text.codePointCount(0, text.length());
    if (other && end <= points) {
      CharSpan counted = CharSpan.ofCodePoints(type, start, end, text);
      return counted.of(text).equals(reads) ? counted : units;
    }
    return units;
  }
}
