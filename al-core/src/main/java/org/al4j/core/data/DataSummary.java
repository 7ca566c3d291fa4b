package org.al4j.core.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is in a data set of any kind of annotation, and what is odd about it.
 *
 * @param kind what the annotations are: classes, tags, numbers, target texts
 * @param classes how many texts each class has, in the order of the label space; for tags how many
 *     words, for numbers and target texts empty
 * @param line the annotations on one line: the classes with their counts, of many the first 20, and
 *     for sets how many texts have none of them; range, median and mean of numbers; how long target
 *     texts are
 * @param unlabelled how many texts have no label
 * @param emptyTexts how many texts are empty or blank
 * @param equalTexts how many texts are equal to one before them, blanks around them aside
 * @param conflicts how many texts occur with different labels
 * @param warnings what may be a mistake, a line each
 */
public record DataSummary(
    String kind,
    Map<String, Integer> classes,
    String line,
    int unlabelled,
    int emptyTexts,
    int equalTexts,
    int conflicts,
    List<String> warnings) {
  /** Copies the warnings; the map is copied with its order. */
  public DataSummary {
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    warnings = List.copyOf(warnings);
  }

  /** Counts. Memory: two references per text. */
  public static DataSummary of(Dataset<? extends Annotation> dataset) {
    AnnotationCounts counts = AnnotationCounts.of(dataset);
    Map<String, Annotation> labels = new HashMap<>();
    Set<String> conflicts = new HashSet<>();
    Set<String> texts = new HashSet<>();
    int[] empty = {0};
    for (Labelled<?> item : dataset.items()) {
      String key = item.instance().textKey();
      Annotation known = labels.putIfAbsent(key, item.annotation());
      if (known != null && !known.equals(item.annotation())) {
        conflicts.add(key);
      }
      count(key, texts, empty);
    }
    dataset.unlabelled().forEach(instance -> count(instance.textKey(), texts, empty));
    int all = dataset.items().size() + dataset.unlabelled().size();
    int equal = all - texts.size() - Math.max(0, empty[0] - 1); // empty ones are counted apart
    List<String> warnings = new ArrayList<>(counts.warnings());
    warnings.addAll(warnings(all, empty[0], equal, conflicts.size()));
    return new DataSummary(
        counts.kind(),
        counts.classes(),
        counts.line(),
        dataset.unlabelled().size(),
        empty[0],
        equal,
        conflicts.size(),
        warnings);
  }

  private static List<String> warnings(int all, int empty, int equal, int conflicts) {
    List<String> warnings = new ArrayList<>();
    if (empty > 0) {
      warnings.add(empty + " of " + all + " texts are empty");
    }
    if (equal > 0) {
      String different =
          conflicts == 0 ? "" : "; " + conflicts + " texts occur with different labels";
      warnings.add(equal + " of " + all + " texts are equal to another one" + different);
    }
    return warnings;
  }

  private static void count(String key, Set<String> texts, int[] empty) {
    texts.add(key);
    empty[0] += key.isEmpty() ? 1 : 0;
  }

  /** How many of {@code others} have a text that one of {@code some} has, too. */
  public static int shared(List<? extends Labelled<?>> some, List<? extends Labelled<?>> others) {
    Set<String> texts =
        some.stream().map(item -> item.instance().textKey()).collect(Collectors.toSet());
    return (int) others.stream().filter(item -> texts.contains(item.instance().textKey())).count();
  }
}
