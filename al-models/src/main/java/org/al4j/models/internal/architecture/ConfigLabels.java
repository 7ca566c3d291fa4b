package org.al4j.models.internal.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The names of the classes in {@code config.json}: {@code id2label} as an object or a list, or else
 * {@code label2id}. A name that is a number, true or false is taken as it is written.
 */
final class ConfigLabels {
  private ConfigLabels() {}

  /** None where a name is missing or stands twice, which matters to a saved classifier only. */
  static List<String> of(JsonNode root) {
    JsonNode names = root.path("id2label");
    if (names.isEmpty()) {
      return inverted(root.path("label2id"));
    }
    Set<String> labels = new LinkedHashSet<>();
    for (int i = 0; i < names.size(); i++) {
      JsonNode name = names.isArray() ? names.path(i) : names.path(Integer.toString(i));
      // A class without a name is called as transformers calls it.
      String label = name.isNull() ? "LABEL_" + i : name.asText();
      if (!name.isValueNode() || !labels.add(label)) {
        return List.of();
      }
    }
    return List.copyOf(labels);
  }

  private static List<String> inverted(JsonNode ids) {
    Map<Integer, String> names = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : ids.properties()) {
      names.put(entry.getValue().asInt(-1), entry.getKey());
    }
    for (int i = 0; i < ids.size(); i++) {
      if (!names.containsKey(i)) {
        return List.of();
      }
    }
    return List.copyOf(names.values());
  }
}
