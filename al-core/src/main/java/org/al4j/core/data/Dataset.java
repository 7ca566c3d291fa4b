package org.al4j.core.data;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Instances read from a file, with their label space. {@code Pool.of(dataset)} is the pool to go on
 * labelling from.
 *
 * @param items the instances with gold annotations, ordered by id
 * @param labels the label space, in the order the format declares or else sorted
 * @param unlabelled the instances without, ordered by id
 */
public record Dataset<A extends Annotation>(
    List<Labelled<A>> items, LabelSpace labels, List<Instance> unlabelled) {
  /** Orders the lists by id. */
  public Dataset {
    items =
        items.stream()
            .sorted(Comparator.comparing((Labelled<A> item) -> item.instance().id()))
            .toList();
    unlabelled = unlabelled.stream().sorted(Comparator.comparing(Instance::id)).toList();
  }

  /** A data set in which everything is labelled. */
  public Dataset(List<Labelled<A>> items, LabelSpace labels) {
    this(items, labels, List.of());
  }

  /** All instances, labelled or not, without their annotations. */
  public Corpus corpus() {
    return Corpus.of(
        Stream.concat(items.stream().map(Labelled::instance), unlabelled.stream()).toList());
  }
}
