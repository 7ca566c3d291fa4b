package org.al4j.core.tags;

import java.util.Objects;

/**
 * Words that belong together, such as a name.
 *
 * @param type what they are, such as PER; empty where the tags say none
 * @param first the first word, from 0
 * @param end behind the last word; larger than {@code first}
 */
public record Span(String type, int first, int end) {
  /** Refuses a span without a word. */
  public Span {
    Objects.requireNonNull(type, "type");
    if (first < 0 || end <= first) {
      throw new IllegalArgumentException(
          "a span must have a word, found words " + first + " to " + end + " (exclusive)");
    }
  }

  /** How many words it has, at least 1. */
  public int length() {
    return end - first;
  }
}
