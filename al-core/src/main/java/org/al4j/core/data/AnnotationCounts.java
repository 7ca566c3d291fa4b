package org.al4j.core.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The annotations of a data set, counted.
 *
 * @param kind what they are: classes, tags, numbers, target texts
 * @param classes how many texts each class has; for tags, how many words
 * @param line all of them on one line
 * @param warnings what is odd about them, a line each
 */
record AnnotationCounts(
    String kind, Map<String, Integer> classes, String line, List<String> warnings) {
  private static final int MOST_CLASSES = 20;
  private static final MathContext DIGITS = new MathContext(4);

  /** Counts; annotations are of one kind, so the first tells it. */
  static AnnotationCounts of(Dataset<? extends Annotation> dataset) {
    List<Annotation> all = new ArrayList<>();
    dataset.items().forEach(item -> all.add(item.annotation()));
    Annotation first = all.isEmpty() ? null : all.get(0);
    if (first instanceof RealValue) {
      return numbers(all);
    }
    return first instanceof TargetText ? targets(dataset) : classes(dataset, all);
  }

  private static AnnotationCounts classes(
      Dataset<? extends Annotation> dataset, List<Annotation> all) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    dataset.labels().names().forEach(name -> classes.put(name, 0));
    all.forEach(one -> one.names().forEach(name -> classes.merge(name, 1, Integer::sum)));
    if (all.stream().anyMatch(TagSequence.class::isInstance)) {
      return new AnnotationCounts("tags", classes, line(classes), List.of());
    }
    if (all.stream().noneMatch(LabelSet.class::isInstance)) {
      List<String> warnings = OddClasses.warnings(classes, all.size(), false);
      return new AnnotationCounts("classes", classes, line(classes), warnings);
    }
    long none = all.stream().filter(one -> one.names().isEmpty()).count();
    List<String> warnings = OddClasses.warnings(classes, all.size(), true);
    String line = line(classes) + (classes.isEmpty() ? "" : "; ") + none + " texts without any";
    return new AnnotationCounts("classes", classes, line, warnings);
  }

  private static String line(Map<String, Integer> classes) {
    String line =
        classes.entrySet().stream()
            .limit(MOST_CLASSES)
            .map(entry -> OddClasses.shown(entry.getKey()) + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    int more = classes.size() - MOST_CLASSES;
    return more > 0 ? line + " and " + more + " more" : line;
  }

  private static AnnotationCounts numbers(List<Annotation> all) {
    double[] values =
        all.stream()
            .filter(RealValue.class::isInstance)
            .mapToDouble(one -> ((RealValue) one).value())
            .sorted()
            .toArray();
    double mean = DoubleStream.of(values).map(value -> value / values.length).sum();
    List<String> different =
        DoubleStream.of(values)
            .distinct()
            .limit(3)
            .mapToObj(AnnotationCounts::shown)
            .collect(Collectors.toList());
    List<String> warnings = new ArrayList<>();
    if (different.size() == 1) {
      warnings.add("there is one number only, " + different.get(0));
    } else if (different.size() == 2) {
      warnings.add(
          "there are two numbers only, " + String.join(" and ", different) + "; are they classes?");
    }
    String line = spread(values) + ", mean " + shown(mean);
    return new AnnotationCounts("numbers", Map.of(), line, warnings);
  }

  private static AnnotationCounts targets(Dataset<? extends Annotation> dataset) {
    double[] words =
        dataset.items().stream()
            .map(Labelled::annotation)
            .filter(TargetText.class::isInstance)
            .mapToDouble(one -> ((TargetText) one).text().strip().split("\\s+").length)
            .sorted()
            .toArray();
    long copies =
        dataset.items().stream()
            .filter(
                item ->
                    item.annotation() instanceof TargetText target
                        && target.text().strip().equals(item.instance().textKey()))
            .count();
    List<String> warnings =
        copies == 0
            ? List.of()
            : List.of(copies + " of " + words.length + " target texts are the text itself");
    return new AnnotationCounts("target texts", Map.of(), "words: " + spread(words), warnings);
  }

  /** Of sorted values. */
  private static String spread(double[] values) {
    int n = values.length;
    double median = values[(n - 1) / 2] / 2 + values[n / 2] / 2;
    return shown(values[0]) + " to " + shown(values[n - 1]) + ", median " + shown(median);
  }

  /** Four digits; plainly unless the number is very large or very small. */
  private static String shown(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    int magnitude = rounded.precision() - rounded.scale();
    return magnitude > 9 || magnitude < -5 ? rounded.toString() : rounded.toPlainString();
  }
}
