package org.al4j.models.internal.crf;

import java.util.List;

/**
 * One way to tag a sequence.
 *
 * @param tags of each word, by place in the label space
 * @param score of the path; less {@code log Z} it is the log-likelihood
 */
public record TagPath(List<Integer> tags, double score) {
  /** Copies the tags. */
  public TagPath {
    tags = List.copyOf(tags);
  }
}
