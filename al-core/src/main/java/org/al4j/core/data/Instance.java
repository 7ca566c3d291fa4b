package org.al4j.core.data;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One thing to label.
 *
 * @param id identity, stable across runs and across orders of the file
 * @param text the text; for word instances the words joined by a space
 * @param words the words of a tagging instance, else empty
 * @param attributes further columns of the source, by name
 */
public record Instance(String id, String text, List<String> words, Map<String, String> attributes) {
  /** Copies the collections. */
  public Instance {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
    words = List.copyOf(words);
    attributes = Map.copyOf(attributes);
  }

  /** A text with an id. */
  public static Instance ofText(String id, String text) {
    return new Instance(id, text, List.of(), Map.of());
  }

  /** A sequence of words with an id. */
  public static Instance ofWords(String id, List<String> words) {
    return new Instance(id, String.join(" ", words), words, Map.of());
  }

  /**
   * What equal texts have in common: the text without blanks around it. Two instances with one key
   * say the same to a reader, so they belong on one side of a split.
   */
  public String textKey() {
    return text.strip();
  }
}
