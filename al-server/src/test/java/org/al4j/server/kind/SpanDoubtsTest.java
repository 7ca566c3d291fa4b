package org.al4j.server.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Prediction;
import org.junit.jupiter.api.Test;

/** Spans that a model doubts which had not learnt from them. */
class SpanDoubtsTest {
  private static final LabelSpace LABELS =
      AnnotationForm.of("spans").space(List.of("PER", "LOC")); // O, B-PER, I-PER, B-LOC, I-LOC

  private static double[] sure(int tag, double p) {
    double[] row = new double[LABELS.size()];
    java.util.Arrays.fill(row, (1 - p) / (row.length - 1));
    row[tag] = p;
    return row;
  }

  /** Says "Anna sleeps here" each time: a name, and nothing twice; as sure as it is told. */
  private static Prediction<TagSequence> said(Instance text, double p) {
    double[][] rows = {sure(1, p), sure(0, p), sure(0, p)};
    return new Prediction<>(
        text, new TagSequence(List.of("B-PER", "O", "O")), new Confidence.Words(rows));
  }

  private static List<KindInsight.Doubt<TagSequence>> doubts(List<List<String>> tags, double p) {
    List<Labelled<TagSequence>> labelled = new ArrayList<>();
    List<Prediction<TagSequence>> predicted = new ArrayList<>();
    for (int i = 0; i < tags.size(); i++) {
      Instance text = Instance.ofWords("t" + i, List.of("Anna", "sleeps", "here"));
      labelled.add(new Labelled<>(text, new TagSequence(tags.get(i))));
      predicted.add(said(text, i == 1 ? p : 0.9));
    }
    return KindInsight.doubts(TagSequence.class, labelled, predicted, LABELS);
  }

  @Test
  void doubts_ofAMissedAndAWrongSpan_areTheTextsOfTheWorstWords() {
    List<String> right = List.of("B-PER", "O", "O");
    List<List<String>> tags =
        List.of(
            right,
            List.of("O", "O", "O"), // missed
            right,
            List.of("B-LOC", "O", "O"), // another label
            right,
            List.of("B-LOC", "O", "B-LOC"),
            right);
    List<KindInsight.Doubt<TagSequence>> doubts = doubts(tags, 0.96);
    assertEquals(List.of(1, 3, 5), doubts.stream().map(KindInsight.Doubt::index).toList());
    assertEquals(new TagSequence(right), doubts.get(0).suggested());
    assertEquals(0.01, doubts.get(0).confidence(), 1e-9, "of the word that has no label");
    assertEquals(0.05, doubts.get(1).confidence(), 1e-9, "B-LOC and I-LOC");
  }

  @Test
  void doubts_whereSpansMeet_askNotWhichWordBegins() {
    List<List<String>> tags = List.of(List.of("B-PER", "O", "O"), List.of("I-PER", "O", "O"));
    assertEquals(List.of(), doubts(tags, 0.9));
  }

  @Test
  void doubts_withoutProbabilitiesOfWords_areNone() {
    Instance text = Instance.ofWords("t", List.of("Anna"));
    List<Labelled<TagSequence>> labelled =
        List.of(new Labelled<>(text, new TagSequence(List.of("O"))));
    var likely =
        new Prediction<>(text, new TagSequence(List.of("B-PER")), new Confidence.Likelihood(-0.1));
    assertEquals(
        List.of(), KindInsight.doubts(TagSequence.class, labelled, List.of(likely), LABELS));
  }
}
