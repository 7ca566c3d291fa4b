package org.al4j.core.data;

import java.util.Collection;
import java.util.List;

/**
 * Any number of classes, none included (multi-label classification).
 *
 * @param names the classes' names, without duplicates, in natural order whatever the order given
 */
public record LabelSet(List<String> names) implements Annotation {
  /** Sorts the names and drops duplicates. */
  public LabelSet {
    names = names.stream().distinct().sorted().toList();
  }

  /** The set of the given names. */
  public static LabelSet of(Collection<String> names) {
    return new LabelSet(List.copyOf(names));
  }
}
