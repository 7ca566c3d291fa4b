package org.al4j.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.DataSummary;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.read.Splits;

/** What {@code al simulate} says about its data before it starts. */
final class DataNotes {
  private DataNotes() {}

  /**
   * The lines.
   *
   * @param emptySets whether empty cells may have become empty sets, which is said then
   */
  static <A extends Annotation> List<String> of(Splits<A> splits, boolean emptySets) {
    List<String> notes = new ArrayList<>();
    splits.notes().forEach(note -> notes.add("note: " + note));
    add("", splits.train(), emptySets, notes);
    splits.test().ifPresent(test -> add("test ", test, emptySets, notes));
    splits.test().flatMap(test -> TestClasses.warning(splits.train(), test)).ifPresent(notes::add);
    splits
        .test()
        .map(test -> DataSummary.shared(splits.train().items(), test.items()))
        .filter(count -> count > 0)
        .ifPresent(
            count ->
                notes.add(
                    "warning: " + count + " texts of the test part are in the train part, too"));
    return List.copyOf(notes);
  }

  private static void add(String part, Dataset<?> data, boolean emptySets, List<String> notes) {
    DataSummary summary = DataSummary.of(data);
    notes.add(String.format(Locale.ROOT, "%-11s %s", part + summary.kind() + ":", summary.line()));
    if (summary.unlabelled() > 0) {
      notes.add(
          "note: "
              + summary.unlabelled()
              + " of "
              + (summary.unlabelled() + data.items().size())
              + " "
              + (part.isEmpty() ? "train " : part)
              + "texts have no label and are left out");
    }
    long none = data.items().stream().filter(DataNotes::isEmptySet).count();
    if (emptySets && none > 0) {
      notes.add(
          "note: "
              + none
              + " of "
              + data.items().size()
              + " "
              + (part.isEmpty() ? "train " : part)
              + "texts have none of the classes, by an empty cell or []; if an empty cell means that"
              + " nobody has looked, take EmptyCell.UNLABELLED (--empty-label unlabelled)");
    }
    summary
        .warnings()
        .forEach(
            warning -> notes.add("warning: " + (part.isEmpty() ? "" : "test part: ") + warning));
  }

  private static boolean isEmptySet(Labelled<?> item) {
    return item.annotation() instanceof LabelSet set && set.names().isEmpty();
  }
}
