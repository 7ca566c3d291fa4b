package org.al4j.server.project;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.server.kind.AnnotationForm;

/**
 * What is labelled in a project.
 *
 * @param task {@code classes} (one a text), {@code class-set} (any number), {@code spans} (parts of
 *     a text, of whole words) or {@code character-spans} (of characters)
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

  /** Refuses an unknown task, too few labels, and names that are empty or stand twice. */
  public LabelTask {
    int fewest = AnnotationForm.of(task).fewestLabels();
    labels = List.copyOf(labels);
    Set<String> names = new HashSet<>();
    for (LabelChoice label : labels) {
      if (label.name().isBlank() || !names.add(label.name())) {
        throw InvalidInputException.ofSettings(
            "{labels} must have names that differ, found '%s' %s",
            label.name(), label.name().isBlank() ? "" : "twice");
      }
    }
    if (labels.size() < fewest) {
      throw InvalidInputException.ofSettings(
          "{labels} must be at least %s, found %s; separate them by commas", fewest, labels.size());
    }
  }

  /** Labels without descriptions. */
  public static LabelTask of(String task, List<String> names) {
    return new LabelTask(task, names.stream().map(name -> new LabelChoice(name, "")).toList());
  }

  /**
   * These labels and another behind them.
   *
   * @throws InvalidInputException if a name has a comma: what a run records of its labels would not
   *     tell these from others
   */
  LabelTask with(LabelChoice more) {
    List<LabelChoice> all = new ArrayList<>(labels);
    all.add(more);
    for (LabelChoice one : all) {
      if (one.name().contains(",")) {
        throw new InvalidInputException(
            "labels can be added where no name has a comma, found '" + one.name() + "'");
      }
    }
    return new LabelTask(task, all);
  }

  /** The names, in order. */
  public List<String> names() {
    return labels.stream().map(LabelChoice::name).toList();
  }

  LabelSpace space() {
    return AnnotationForm.of(task).space(names());
  }
}
