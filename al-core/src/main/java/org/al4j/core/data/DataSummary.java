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
 * What is in a data set, and what is odd about it.
 *
 * @param classes how many texts each class has, in the order of the label space
 * @param unlabelled how many texts have no label
 * @param emptyTexts how many texts are empty or blank
 * @param equalTexts how many texts are equal to one before them, blanks around them aside
 * @param conflicts how many texts occur with different labels
 * @param warnings what may be a mistake, a line each
 */
public record DataSummary(
    Map<String, Integer> classes,
    int unlabelled,
    int emptyTexts,
    int equalTexts,
    int conflicts,
    List<String> warnings) {
  private static final int MOST_CLASSES = 20;

  /** Copies the warnings; the map is copied with its order. */
  public DataSummary {
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    warnings = List.copyOf(warnings);
  }

  /** Counts. Memory: a reference per text. */
  public static DataSummary of(Dataset<ClassLabel> dataset) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    dataset.labels().names().forEach(name -> classes.put(name, 0));
    Map<String, ClassLabel> labels = new HashMap<>();
    Set<String> conflicts = new HashSet<>();
    Set<String> texts = new HashSet<>();
    int[] empty = {0};
    for (Labelled<ClassLabel> item : dataset.items()) {
      classes.merge(item.annotation().name(), 1, Integer::sum);
      String key = item.instance().textKey();
      ClassLabel known = labels.putIfAbsent(key, item.annotation());
      if (known != null && !known.equals(item.annotation())) {
        conflicts.add(key);
      }
      count(key, texts, empty);
    }
    dataset.unlabelled().forEach(instance -> count(instance.textKey(), texts, empty));
    int all = dataset.items().size() + dataset.unlabelled().size();
    int equal = all - texts.size() - Math.max(0, empty[0] - 1); // empty ones are counted apart
    List<String> warnings = new ArrayList<>(OddClasses.warnings(classes));
    if (empty[0] > 0) {
      warnings.add(empty[0] + " of " + all + " texts are empty");
    }
    if (equal > 0) {
      warnings.add(
          equal
              + " of "
              + all
              + " texts are equal to another one"
              + (conflicts.isEmpty()
                  ? ""
                  : "; " + conflicts.size() + " texts occur with different labels"));
    }
    return new DataSummary(
        classes, dataset.unlabelled().size(), empty[0], equal, conflicts.size(), warnings);
  }

  private static void count(String key, Set<String> texts, int[] empty) {
    texts.add(key);
    empty[0] += key.isEmpty() ? 1 : 0;
  }

  /** How many of {@code others} have a text that one of {@code some} has, too. */
  public static int shared(List<Labelled<ClassLabel>> some, List<Labelled<ClassLabel>> others) {
    Set<String> texts =
        some.stream().map(item -> item.instance().textKey()).collect(Collectors.toSet());
    return (int) others.stream().filter(item -> texts.contains(item.instance().textKey())).count();
  }

  /** The classes with their counts on one line; of many the first 20. */
  public String classLine() {
    String line =
        classes.entrySet().stream()
            .limit(MOST_CLASSES)
            .map(entry -> OddClasses.shown(entry.getKey()) + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    int more = classes.size() - MOST_CLASSES;
    return more > 0 ? line + " and " + more + " more" : line;
  }
}
