package org.al4j.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.TagSequence;
import org.al4j.core.tags.Span;
import org.al4j.core.tags.TagScheme;

/**
 * Scores of predicted tags against true ones, span by span: a predicted span is right if a true one
 * has the same first word, last word and type.
 *
 * <p><b>Range and direction.</b> All in [0, 1], larger is better. A ratio 0/0 is 0.
 *
 * <p><b>Formula.</b> Precision, recall and F1 of the counts of spans; {@link #micro} of all types
 * together, {@link #macro} the mean over the types that occur in truth or predictions.
 *
 * <p><b>Source.</b> {@code conlleval} of Tjong Kim Sang and De Meulder 2003, whose reading of
 * ill-formed sequences {@link TagScheme#spans} has; so tags may be of any scheme.
 *
 * <p><b>Departures.</b> Numbers are shares, not percentages with two digits.
 */
public final class SpanMetrics {
  /** Counts of a type: spans that are right, predicted, true. */
  private static final class Counts {
    private long right;
    private long predicted;
    private long actual;

    PrecisionRecallF1 scores() {
      return PrecisionRecallF1.ofCounts(right, predicted, actual);
    }
  }

  private final TreeMap<String, Counts> types = new TreeMap<>();
  private long words;
  private long rightWords;
  private long sentences;
  private long rightSentences;

  private SpanMetrics() {}

  /**
   * Counts the spans, sentence by sentence.
   *
   * @throws IllegalArgumentException if the lists, or the tags of a sentence, differ in length, or
   *     the lists are empty
   * @throws InvalidInputException if a tag is of no scheme
   */
  public static SpanMetrics of(List<TagSequence> truth, List<TagSequence> predicted) {
    MetricChecks.sameLength("true sequences", truth.size(), "predicted ones", predicted.size());
    SpanMetrics metrics = new SpanMetrics();
    for (int i = 0; i < truth.size(); i++) {
      metrics.add(truth.get(i).tags(), predicted.get(i).tags());
    }
    return metrics;
  }

  private void add(List<String> truth, List<String> predicted) {
    if (truth.size() != predicted.size()) {
      throw new IllegalArgumentException(
          "each word must have a true and a predicted tag, found "
              + truth.size()
              + " and "
              + predicted.size());
    }
    List<Span> actual = TagScheme.spans(truth);
    List<Span> found = TagScheme.spans(predicted);
    Set<Span> known = new HashSet<>(actual);
    actual.forEach(span -> counts(span).actual++);
    for (Span span : found) {
      counts(span).predicted++;
      counts(span).right += known.contains(span) ? 1 : 0;
    }
    for (int i = 0; i < truth.size(); i++) {
      rightWords += truth.get(i).equals(predicted.get(i)) ? 1 : 0;
    }
    words += truth.size();
    sentences++;
    rightSentences += actual.equals(found) ? 1 : 0;
  }

  private Counts counts(Span span) {
    return types.computeIfAbsent(span.type(), type -> new Counts());
  }

  /** The types of all true and predicted spans, in natural order. */
  public SortedSet<String> types() {
    return new TreeSet<>(types.keySet());
  }

  /** Scores of a type; zeros for one that does not occur. */
  public PrecisionRecallF1 of(String type) {
    return types.getOrDefault(type, new Counts()).scores();
  }

  /** How many true spans a type has. */
  public long support(String type) {
    return types.getOrDefault(type, new Counts()).actual;
  }

  /** <b>Formula.</b> Scores of the counts summed over the types: what {@code conlleval} prints. */
  public PrecisionRecallF1 micro() {
    return PrecisionRecallF1.ofCounts(
        types.values().stream().mapToLong(one -> one.right).sum(),
        types.values().stream().mapToLong(one -> one.predicted).sum(),
        types.values().stream().mapToLong(one -> one.actual).sum());
  }

  /** <b>Formula.</b> Unweighted mean over the types; zeros without one. */
  public PrecisionRecallF1 macro() {
    return average(types.values().stream().mapToDouble(one -> 1).toArray());
  }

  /** <b>Formula.</b> Mean over the types weighted by their true spans; zeros without one. */
  public PrecisionRecallF1 weighted() {
    return average(types.values().stream().mapToDouble(one -> one.actual).toArray());
  }

  private PrecisionRecallF1 average(double[] weights) {
    return PrecisionRecallF1.average(
        types.values().stream().map(Counts::scores).toArray(PrecisionRecallF1[]::new), weights);
  }

  /** <b>Formula.</b> Share of the words whose tag was predicted. */
  public double tokenAccuracy() {
    return PrecisionRecallF1.ratio((double) rightWords, (double) words);
  }

  /** <b>Formula.</b> Share of the sentences with exactly the true spans. */
  public double sentenceAccuracy() {
    return PrecisionRecallF1.ratio((double) rightSentences, (double) sentences);
  }
}
