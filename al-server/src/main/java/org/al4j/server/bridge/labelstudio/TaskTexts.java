package org.al4j.server.bridge.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.al4j.core.data.Instance;
import org.al4j.server.bridge.BridgeException;
import org.al4j.server.desk.ToolDesk;

/**
 * Which text of the project a task of Label Studio is: that with the id in the task's {@code
 * meta.al4j_id} or {@code data.al4j_id}, else that which reads the same.
 */
record TaskTexts(ToolDesk<?> desk, LabelConfig config) {
  private static final String ID = "al4j_id";

  /** A task's text; empty if it has none where the configuration says. */
  Optional<String> text(JsonNode task) {
    JsonNode text = task.path("data").path(config.key());
    return text.isTextual() ? Optional.of(text.textValue()) : Optional.empty();
  }

  /** The text of the project; empty if it is none of it. */
  Optional<Instance> find(JsonNode task) {
    Optional<String> text = text(task);
    Optional<Instance> named = id(task).flatMap(desk::find);
    if (named.isPresent() && text.isPresent() && !named.get().text().equals(text.get())) {
      throw new BridgeException(
          409, "another-text", "the task says it is '" + named.get().id() + "', which reads else");
    }
    return named.isPresent() ? named : text.flatMap(desk::findText);
  }

  /** The id of the project's text; "" if it is none of it, or says that it is another. */
  String idOrNone(JsonNode task) {
    try {
      return find(task).map(Instance::id).orElse("");
    } catch (BridgeException e) {
      return "";
    }
  }

  /** The text of the project; one that is none of the project's is added. */
  Instance findOrAdd(JsonNode task) {
    return find(task)
        .orElseGet(
            () ->
                desk.findOrAdd(
                    text(task)
                        .orElseThrow(
                            () ->
                                BridgeException.bad(
                                    "the task has no text in data." + config.key()))));
  }

  private static Optional<String> id(JsonNode task) {
    JsonNode meta = task.path("meta").path(ID);
    JsonNode id = meta.isTextual() ? meta : task.path("data").path(ID);
    return id.isTextual() ? Optional.of(id.textValue()) : Optional.empty();
  }
}
