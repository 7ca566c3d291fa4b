package org.al4j.server.project;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;

/**
 * What is labelled in a project.
 *
 * @param task {@code classes} (one a text) or {@code class-set} (any number)
 * @param labels the labels in the order of their keys
 */
public record LabelTask(String task, List<LabelChoice> labels) {
  /**
   * A label to choose.
   *
   * @param name as it is recorded
   * @param description what it means, "" if that goes without saying
   */
  public record LabelChoice(String name, String description) {}

  /** Refuses fewer than two labels, and names that are empty or stand twice. */
  public LabelTask {
    labels = List.copyOf(labels);
    Set<String> names = new HashSet<>();
    for (LabelChoice label : labels) {
      if (label.name().isBlank() || !names.add(label.name())) {
        throw InvalidInputException.ofSettings(
            "{labels} must have names that differ, found '%s' %s",
            label.name(), label.name().isBlank() ? "" : "twice");
      }
    }
    if (labels.size() < 2) {
      throw InvalidInputException.ofSettings(
          "{labels} must be at least 2, found %s; separate them by commas", labels.size());
    }
  }

  /** Labels without descriptions. */
  public static LabelTask of(String task, List<String> names) {
    return new LabelTask(task, names.stream().map(name -> new LabelChoice(name, "")).toList());
  }

  /** The names, in order. */
  public List<String> names() {
    return labels.stream().map(LabelChoice::name).toList();
  }

  LabelSpace space() {
    return LabelSpace.of(names());
  }
}
