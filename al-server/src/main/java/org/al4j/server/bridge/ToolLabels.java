package org.al4j.server.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.al4j.core.tags.CharSpan;

/** What was said in a tool, in the form of the project's task. */
public final class ToolLabels {
  /** One class a text. */
  public static final String CLASSES = "classes";

  /** Any number of classes a text. */
  public static final String CLASS_SET = "class-set";

  private ToolLabels() {}

  /**
   * Classes; empty where the task wants one and none, or several, are given.
   *
   * @param task {@link #CLASSES} or {@link #CLASS_SET}
   */
  public static Optional<JsonNode> ofClasses(String task, List<String> names) {
    if (task.equals(CLASS_SET)) {
      ArrayNode set = JsonNodeFactory.instance.arrayNode();
      names.stream().distinct().forEach(set::add);
      return Optional.of(set);
    }
    return names.size() == 1 ? Optional.of(TextNode.valueOf(names.get(0))) : Optional.empty();
  }

  /** Whether a task is about parts of texts. */
  public static boolean isSpans(String task) {
    return !task.equals(CLASSES) && !task.equals(CLASS_SET);
  }

  /** Spans in UTF-16 units; each counts for the whole words that it touches. */
  public static JsonNode ofSpans(List<CharSpan> spans) {
    ObjectNode label = JsonNodeFactory.instance.objectNode();
    ArrayNode all = label.put("widen", true).putArray("spans");
    for (CharSpan span : spans) {
      all.addObject().put("start", span.start()).put("end", span.end()).put("label", span.type());
    }
    return label;
  }
}
