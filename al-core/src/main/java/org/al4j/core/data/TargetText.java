package org.al4j.core.data;

import java.util.Objects;

/**
 * A text that answers the instance: a summary, a translation.
 *
 * @param text the target text
 */
public record TargetText(String text) implements Annotation {
  /** Refuses a null text. */
  public TargetText {
    Objects.requireNonNull(text, "text");
  }
}
