package org.al4j.server.kind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Prediction;
import org.al4j.metrics.LabelErrors;

/**
 * Texts whose spans are suspected to be wrong: of each word it is asked which label it has, if any,
 * and a text is as suspicious as its most suspicious word. Whether a word begins a span or goes on
 * with one is not asked: two spans of one label side by side are rare.
 *
 * <p><b>Source</b>: Wang and Mueller 2022, for a text's score by its worst word; the words by
 * {@link LabelErrors}.
 */
final class SpanDoubts {
  private static final int FIRST = 2; // characters of "B-"

  private SpanDoubts() {}

  /**
   * The suspected texts, the most suspicious first. None where the model gives no probabilities of
   * each word, or would leave a text as it is.
   *
   * @param labelled the examples, at least one
   * @param said what a model says of each that had not learnt from it
   */
  static List<KindInsight.Doubt<TagSequence>> of(
      List<? extends Labelled<?>> labelled, List<? extends Prediction<?>> said, LabelSpace labels) {
    int[] types = types(labels);
    int count = Math.floorDiv(labels.size(), 2) + 1;
    List<Integer> given = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    List<Integer> texts = new ArrayList<>(); // of each word
    for (int i = 0; i < labelled.size(); i++) {
      if (!(said.get(i).confidence() instanceof Confidence.Words words)) {
        return List.of();
      }
      List<String> tags = labelled.get(i).annotation().names();
      for (int w = 0; w < tags.size(); w++) {
        given.add(types[labels.index(tags.get(w))]);
        rows.add(byType(words.probabilities()[w], types, count));
        texts.add(i);
      }
    }
    Map<Integer, Double> worst = new TreeMap<>();
    LabelErrors.of(given.stream().mapToInt(one -> one).toArray(), rows.toArray(double[][]::new))
        .suspects(LabelErrors.Order.SELF_CONFIDENCE)
        .forEach(one -> worst.merge(texts.get(one.index()), one.selfConfidence(), Math::min));
    List<KindInsight.Doubt<TagSequence>> doubts = new ArrayList<>();
    worst.forEach(
        (text, confidence) -> {
          TagSequence suggested = (TagSequence) said.get(text).annotation();
          if (!suggested.equals(labelled.get(text).annotation())) {
            doubts.add(new KindInsight.Doubt<>(text, suggested, confidence));
          }
        });
    doubts.sort(Comparator.comparingDouble(KindInsight.Doubt::confidence));
    return doubts;
  }

  /** Of each tag its label: 0 for none, then in the order in which they come. */
  private static int[] types(LabelSpace labels) {
    Map<String, Integer> numbers = new TreeMap<>();
    int[] types = new int[labels.size()];
    for (int tag = 0; tag < types.length; tag++) {
      String name = labels.name(tag);
      if (name.length() > FIRST) {
        types[tag] = number(numbers, name.substring(FIRST));
      }
    }
    return types;
  }

  private static int number(Map<String, Integer> numbers, String label) {
    numbers.putIfAbsent(label, numbers.size() + 1);
    return numbers.getOrDefault(label, 0);
  }

  private static double[] byType(double[] byTag, int[] types, int count) {
    double[] sums = new double[count];
    for (int tag = 0; tag < byTag.length; tag++) {
      sums[types[tag]] += byTag[tag];
    }
    for (int type = 0; type < count; type++) {
      sums[type] = Math.min(1, sums[type]); // of floats that sum to a little more
    }
    return sums;
  }
}
