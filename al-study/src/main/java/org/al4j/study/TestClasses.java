package org.al4j.study;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Dataset;

/** Whether the classes of a test part are those that a model can learn from the train part. */
final class TestClasses {
  private static final int SHOWN = 5;

  private TestClasses() {}

  /**
   * Refuses a test part of other classes only; numbers have none.
   *
   * @throws InvalidInputException naming classes of both parts
   */
  static void require(Dataset<?> train, Dataset<?> test) {
    Set<String> learnt = classes(train);
    Set<String> tested = classes(test);
    if (!learnt.isEmpty() && tested.stream().noneMatch(learnt::contains)) {
      throw new InvalidInputException(
          "the test part must have classes of the train part, found "
              + (tested.isEmpty() ? "none" : shown(tested))
              + " in the test part and "
              + shown(learnt)
              + " in the train part; give another test part, or name the column of labels");
    }
  }

  /** A line about classes that no model learns. */
  static Optional<String> warning(Dataset<?> train, Dataset<?> test) {
    Set<String> more = classes(test);
    more.removeAll(classes(train));
    return more.isEmpty()
        ? Optional.empty()
        : Optional.of("warning: test part: classes that the train part lacks: " + shown(more));
  }

  private static Set<String> classes(Dataset<?> part) {
    return part.items().stream()
        .flatMap(item -> item.annotation().names().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String shown(Set<String> names) {
    List<String> first = names.stream().limit(SHOWN).map(name -> "'" + name + "'").toList();
    return String.join(", ", first) + (names.size() > SHOWN ? ", ..." : "");
  }
}
