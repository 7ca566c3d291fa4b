package org.al4j.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.DataSummary;
import org.al4j.core.data.Dataset;
import org.al4j.core.read.Splits;

/** What {@code al simulate} says about its data before it starts. */
final class DataNotes {
  private DataNotes() {}

  static <A extends Annotation> List<String> of(Splits<A> splits) {
    List<String> notes = new ArrayList<>();
    splits.notes().forEach(note -> notes.add("note: " + note));
    add("", splits.train(), notes);
    splits.test().ifPresent(test -> add("test ", test, notes));
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

  private static void add(String part, Dataset<?> data, List<String> notes) {
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
    summary
        .warnings()
        .forEach(
            warning -> notes.add("warning: " + (part.isEmpty() ? "" : "test part: ") + warning));
  }
}
