package org.al4j.core.data;

import java.util.Comparator;
import java.util.List;

/**
 * Labelled instances read from a file, with their label space.
 *
 * @param items the instances with gold annotations, ordered by id
 * @param labels the label space, in the order the format declares or else sorted
 */
public record Dataset<A extends Annotation>(List<Labelled<A>> items, LabelSpace labels) {
  /** Orders the items by id. */
  public Dataset {
    items =
        items.stream()
            .sorted(Comparator.comparing((Labelled<A> item) -> item.instance().id()))
            .toList();
  }

  /** The instances without their annotations. */
  public Corpus corpus() {
    return Corpus.of(items.stream().map(Labelled::instance).toList());
  }
}
