package org.al4j.examples.paper;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.study.Task;

/** The rows of a data set of sets of classes that have just one, as one class a text. */
final class SingleLabels {
  private SingleLabels() {}

  /** The task of these rows. */
  static Task<ClassLabel> of(Task<LabelSet> sets) {
    return new Task<>(
        sets.name() + " (rows of one class)",
        ClassLabel.class,
        single(sets.train()),
        single(sets.test()),
        sets.labels(),
        List.of());
  }

  private static List<Labelled<ClassLabel>> single(List<Labelled<LabelSet>> items) {
    return items.stream()
        .filter(item -> item.annotation().names().size() == 1)
        .map(
            item ->
                new Labelled<>(item.instance(), new ClassLabel(item.annotation().names().get(0))))
        .toList();
  }
}
