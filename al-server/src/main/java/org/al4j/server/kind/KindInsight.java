package org.al4j.server.kind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.Prediction;
import org.al4j.metrics.LabelErrors;
import org.al4j.strategies.stopping.SetStopSet;
import org.al4j.strategies.stopping.StopSet;
import org.al4j.strategies.stopping.TagStopSet;

/** What can be found out about annotations of a kind, where the way to do it is the kind's. */
public final class KindInsight {
  private KindInsight() {}

  /**
   * A label that is suspected to be wrong.
   *
   * @param index its place among the examples
   * @param suggested what the model is surer of
   * @param confidence the model's probability of the label, or of that part of it that is suspected
   *     most, in [0, 1]
   */
  public record Doubt<A extends Annotation>(int index, A suggested, double confidence) {}

  /** An evaluator that watches how models change on some texts; empty if the kind has none. */
  @SuppressWarnings("unchecked") // the kind is looked at
  public static <A extends Annotation> Optional<Evaluator<A>> stopSet(
      Class<A> kind, List<Instance> texts) {
    if (kind == ClassLabel.class && !texts.isEmpty()) {
      return Optional.of((Evaluator<A>) StopSet.of(texts));
    }
    if (kind == LabelSet.class && !texts.isEmpty()) {
      return Optional.of((Evaluator<A>) SetStopSet.of(texts));
    }
    boolean words = texts.stream().anyMatch(text -> !text.words().isEmpty());
    return kind == TagSequence.class && words
        ? Optional.of((Evaluator<A>) TagStopSet.of(texts))
        : Optional.empty();
  }

  /** The classes that an annotation is about: types of spans for tags. */
  public static List<String> classes(Annotation annotation) {
    Set<String> classes = new LinkedHashSet<>();
    for (String name : annotation.names()) {
      if (!(annotation instanceof TagSequence)) {
        classes.add(name);
      } else if (!name.equals("O")) {
        classes.add(name.substring(name.indexOf('-') + 1));
      }
    }
    return List.copyOf(classes);
  }

  /**
   * The labels that are suspected to be wrong, the most suspicious first; see {@link LabelErrors}.
   * Of label sets each class is a question of its own, of spans each word. None for other kinds,
   * and where the model gives no probabilities.
   *
   * @param labelled the examples
   * @param said what a model says of each that had not learnt from it
   */
  @SuppressWarnings("unchecked") // the kind is looked at
  public static <A extends Annotation> List<Doubt<A>> doubts(
      Class<A> kind, List<Labelled<A>> labelled, List<Prediction<A>> said, LabelSpace labels) {
    if (labelled.isEmpty() || said.size() != labelled.size()) {
      return List.of();
    }
    if (kind == TagSequence.class) {
      return SpanDoubts.of(labelled, said, labels).stream()
          .map(one -> new Doubt<>(one.index(), (A) one.suggested(), one.confidence()))
          .toList();
    }
    if (!said.stream().allMatch(one -> one.probabilities().length == labels.size())) {
      return List.of();
    }
    if (kind == ClassLabel.class) {
      return ofClasses(labelled, said, labels).stream()
          .map(one -> new Doubt<>(one.index(), (A) one.suggested(), one.confidence()))
          .toList();
    }
    return kind == LabelSet.class
        ? ofSets(labelled, said, labels).stream()
            .map(one -> new Doubt<>(one.index(), (A) one.suggested(), one.confidence()))
            .toList()
        : List.of();
  }

  private static List<Doubt<ClassLabel>> ofClasses(
      List<? extends Labelled<?>> labelled, List<? extends Prediction<?>> said, LabelSpace labels) {
    int[] given =
        labelled.stream().mapToInt(one -> labels.index(one.annotation().names().get(0))).toArray();
    double[][] rows = said.stream().map(Prediction::probabilities).toArray(double[][]::new);
    return LabelErrors.of(given, rows).suspects(LabelErrors.Order.SELF_CONFIDENCE).stream()
        .map(
            one ->
                new Doubt<>(
                    one.index(),
                    new ClassLabel(labels.name(one.suggested())),
                    one.selfConfidence()))
        .toList();
  }

  private static List<Doubt<LabelSet>> ofSets(
      List<? extends Labelled<?>> labelled, List<? extends Prediction<?>> said, LabelSpace labels) {
    Map<Integer, Set<String>> flipped = new TreeMap<>();
    Map<Integer, Double> confidence = new TreeMap<>();
    for (int c = 0; c < labels.size(); c++) {
      int column = c;
      String name = labels.name(c);
      int[] given = labelled.stream().mapToInt(one -> holds(one, name) ? 1 : 0).toArray();
      double[][] rows =
          said.stream()
              .map(one -> one.probabilities()[column])
              .map(p -> new double[] {1 - p, p})
              .toArray(double[][]::new);
      LabelErrors.of(given, rows)
          .suspects(LabelErrors.Order.SELF_CONFIDENCE)
          .forEach(
              one -> {
                flipped.computeIfAbsent(one.index(), i -> new LinkedHashSet<>()).add(name);
                confidence.merge(one.index(), one.selfConfidence(), Math::min);
              });
    }
    List<Doubt<LabelSet>> doubts = new ArrayList<>();
    flipped.forEach(
        (index, names) -> {
          Set<String> all = new LinkedHashSet<>(labelled.get(index).annotation().names());
          names.stream().filter(name -> !all.remove(name)).forEach(all::add);
          doubts.add(
              new Doubt<>(
                  index, LabelSet.of(List.copyOf(all)), confidence.getOrDefault(index, 0.0)));
        });
    doubts.sort(Comparator.comparingDouble(Doubt::confidence));
    return doubts;
  }

  private static boolean holds(Labelled<?> one, String name) {
    return one.annotation().names().contains(name);
  }
}
