package org.al4j.llm;

import java.util.List;
import java.util.Objects;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;

/**
 * What a language model is told of the labels.
 *
 * @param labels in their order
 * @param guidelines how to label, Markdown, "" for none
 */
public record LabelGuide(List<Meaning> labels, String guidelines) {
  private static final int PREFIX = 2; // of "B-PER"

  /**
   * A label.
   *
   * @param description what it means, "" if that goes without saying
   */
  public record Meaning(String name, String description) {}

  /** Refuses a guide without labels. */
  public LabelGuide {
    labels = List.copyOf(labels);
    Objects.requireNonNull(guidelines, "guidelines");
    if (labels.isEmpty()) {
      throw new InvalidInputException("a guide needs labels, found none");
    }
  }

  /** Labels that go without saying. */
  public static LabelGuide of(LabelSpace labels) {
    return plain(labels.names());
  }

  /** Labels of spans that go without saying: those of the tags of each word. */
  public static LabelGuide ofSpans(LabelSpace tags) {
    return plain(
        tags.names().stream()
            .filter(tag -> tag.length() > PREFIX)
            .map(tag -> tag.substring(PREFIX))
            .distinct()
            .toList());
  }

  private static LabelGuide plain(List<String> names) {
    return new LabelGuide(names.stream().map(name -> new Meaning(name, "")).toList(), "");
  }

  /** The names. */
  List<String> names() {
    return labels.stream().map(Meaning::name).toList();
  }
}
