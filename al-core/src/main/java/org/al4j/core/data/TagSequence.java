package org.al4j.core.data;

import java.util.List;

/**
 * A tag for each word of an instance (sequence tagging).
 *
 * @param tags one tag per word, in the order of {@link Instance#words()}
 */
public record TagSequence(List<String> tags) implements Annotation {
  /** Copies the tags. */
  public TagSequence {
    tags = List.copyOf(tags);
  }

  @Override
  public List<String> names() {
    return tags;
  }
}
