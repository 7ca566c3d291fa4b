package org.al4j.core.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;

/** Takes one of each group of rows with one text. */
final class EqualTexts {
  private static final String ROWS = " rows with the text of another one are";

  private EqualTexts() {}

  /** One row of each text; {@code notes} is told how many are gone. */
  static <A extends Annotation> Dataset<A> once(Dataset<A> all, Consumer<String> notes) {
    Map<String, List<A>> labels =
        all.items().stream()
            .collect(
                Collectors.groupingBy(
                    item -> item.instance().textKey(),
                    Collectors.mapping(Labelled::annotation, Collectors.toList())));
    Map<String, Instance> firsts =
        Stream.concat(all.items().stream().map(Labelled::instance), all.unlabelled().stream())
            .collect(
                Collectors.toMap(
                    Instance::textKey,
                    instance -> instance,
                    (one, other) -> one.id().compareTo(other.id()) < 0 ? one : other));
    List<Labelled<A>> items = new ArrayList<>();
    List<Instance> unlabelled = new ArrayList<>();
    firsts.forEach(
        (text, instance) ->
            majority(labels.getOrDefault(text, List.of()))
                .ifPresentOrElse(
                    label -> items.add(new Labelled<>(instance, label)),
                    () -> unlabelled.add(instance)));
    int gone = all.items().size() + all.unlabelled().size() - firsts.size();
    note(gone, labels.values(), notes);
    return new Dataset<>(items, all.labels(), unlabelled);
  }

  private static <A extends Annotation> void note(
      int gone, Collection<List<A>> labels, Consumer<String> notes) {
    if (gone > 0) {
      long conflicts = labels.stream().filter(list -> list.stream().distinct().count() > 1).count();
      String rows = gone == 1 ? "1 row with the text of another one is" : gone + ROWS;
      String texts =
          conflicts == 1
              ? "; 1 text had different labels and keeps the most frequent"
              : "; " + conflicts + " texts had different labels and keep the most frequent";
      notes.accept(rows + " left out" + (conflicts == 0 ? "" : texts));
    }
  }

  /** The most frequent annotation; of equally frequent ones the first in their order. */
  private static <A extends Annotation> Optional<A> majority(List<A> labels) {
    Map<A, Long> counts =
        labels.stream()
            .collect(
                Collectors.groupingBy(
                    label -> label,
                    () -> new TreeMap<A, Long>(AnnotationOrder.INSTANCE),
                    Collectors.counting()));
    return counts.entrySet().stream()
        .min(Comparator.comparing(entry -> -entry.getValue())) // the first of equal ones
        .map(Map.Entry::getKey);
  }
}
