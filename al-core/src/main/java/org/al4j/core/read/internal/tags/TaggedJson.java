package org.al4j.core.read.internal.tags;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.al4j.core.InvalidInputException;
import org.al4j.core.read.internal.RowReader;
import org.al4j.core.read.internal.Source;
import org.al4j.core.tags.TagForm;
import org.jspecify.annotations.Nullable;

/** Tells the forms of tagged JSON by the fields of the first objects. */
public final class TaggedJson {
  private static final Pattern NAME = Pattern.compile(".*\\.(json|jsonl|ndjson)");
  private static final int LOOKED_AT = 100;

  private TaggedJson() {}

  /**
   * The reader of a file of words and tags, or of tasks of Label Studio; empty if it is none.
   *
   * @param tagged whether tags are wanted, so that a text with spans counts too
   * @param text the field of the text
   * @param label the field of the label
   */
  public static Optional<RowReader> of(
      Source source, TagForm form, boolean tagged, String text, String label) {
    if (!NAME.matcher(source.plainName()).matches()) {
      return Optional.empty();
    }
    try (JsonNodes nodes = new JsonNodes(source, JsonNodes.isArray(source))) {
      for (int i = 0; i < LOOKED_AT; i++) {
        ObjectNode object = nodes.next();
        RowReader reader = object == null ? null : always(object, form);
        if (reader == null && tagged && object != null && object.path(text).isTextual()) {
          reader = spans(object, form, label);
        }
        if (reader != null || object == null || !tagged) {
          return Optional.ofNullable(reader);
        }
      }
    } catch (IOException | InvalidInputException e) {
      return Optional.empty(); // how the file is malformed is said when it is read
    }
    return Optional.empty();
  }

  private static @Nullable RowReader always(ObjectNode object, TagForm form) {
    boolean words =
        form.word().map(object::has).orElse(TokenRows.WORDS.stream().anyMatch(object::has));
    if (words && !object.has("text")) {
      return new TokenRows(form);
    }
    return object.path("data").isObject()
            && (object.has("annotations") || object.has("predictions"))
        ? new SpanRows(form, SpanRows.Tool.LABEL_STUDIO)
        : null;
  }

  private static @Nullable RowReader spans(ObjectNode object, TagForm form, String label) {
    if (object.path("spans").isArray() || object.path("tokens").isArray()) {
      return new SpanRows(form, SpanRows.Tool.PRODIGY);
    }
    JsonNode spans = object.path(label);
    for (String name : DoccanoObject.SPANS) {
      spans = spans.isArray() ? spans : object.path(name);
    }
    boolean found = spans.isArray() && (spans.isEmpty() || spans.get(0).isContainerNode());
    return found ? new SpanRows(form, SpanRows.Tool.DOCCANO) : null;
  }
}
