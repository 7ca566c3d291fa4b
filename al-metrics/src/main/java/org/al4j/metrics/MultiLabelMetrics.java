package org.al4j.metrics;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;

/**
 * Scores of predicted label sets against true ones.
 *
 * <p><b>Range and direction.</b> All in [0, 1], larger is better, except the Hamming loss. A ratio
 * 0/0 is 0, so an example without labels adds 0 to the per-example averages even when predicted so
 * (as in scikit-learn).
 *
 * <p><b>Source.</b> Definitions of scikit-learn 1.2.1, {@code sklearn.metrics}.
 */
public final class MultiLabelMetrics {
  private final List<LabelSet> truth;
  private final List<LabelSet> predicted;
  private final int classes;
  private final long[] hits;
  private final long[] predictions;
  private final long[] actual;

  private MultiLabelMetrics(LabelSpace labels, List<LabelSet> truth, List<LabelSet> predicted) {
    this.truth = List.copyOf(truth);
    this.predicted = List.copyOf(predicted);
    this.classes = labels.size();
    this.hits = new long[classes];
    this.predictions = new long[classes];
    this.actual = new long[classes];
    for (int i = 0; i < truth.size(); i++) {
      Set<String> found = new HashSet<>(predicted.get(i).names());
      found.forEach(name -> predictions[labels.index(name)]++);
      for (String name : truth.get(i).names()) {
        actual[labels.index(name)]++;
        hits[labels.index(name)] += found.contains(name) ? 1 : 0;
      }
    }
  }

  /**
   * Counts the sets, example by example.
   *
   * @throws IllegalArgumentException if the lists differ in length or are empty
   * @throws org.al4j.core.InvalidInputException if a label is not in the space
   */
  public static MultiLabelMetrics of(
      LabelSpace labels, List<LabelSet> truth, List<LabelSet> predicted) {
    MetricChecks.sameLength("true sets", truth.size(), "predicted sets", predicted.size());
    return new MultiLabelMetrics(labels, truth, predicted);
  }

  /** <b>Formula.</b> Share of examples whose set was predicted exactly. */
  public double subsetAccuracy() {
    return mean((t, p) -> t.equals(p) ? 1 : 0);
  }

  /** <b>Formula.</b> Share of (example, class) decisions that are wrong; smaller is better. */
  public double hammingLoss() {
    return mean((t, p) -> t.names().size() + p.names().size() - 2.0 * common(t, p)) / classes;
  }

  /** <b>Formula.</b> Mean over examples of the intersection's size over the union's. */
  public double jaccard() {
    return mean(
        (t, p) -> {
          double common = common(t, p);
          return PrecisionRecallF1.ratio(common, t.names().size() + p.names().size() - common);
        });
  }

  /** Scores of one class. */
  public PrecisionRecallF1 of(int index) {
    return PrecisionRecallF1.ofCounts(hits[index], predictions[index], actual[index]);
  }

  /** <b>Formula.</b> Unweighted mean over the classes. */
  public PrecisionRecallF1 macro() {
    double[] weights = new double[classes];
    Arrays.fill(weights, 1);
    return PrecisionRecallF1.average(perClass(), weights);
  }

  /** <b>Formula.</b> Scores of the counts summed over the classes. */
  public PrecisionRecallF1 micro() {
    return PrecisionRecallF1.ofCounts(
        Arrays.stream(hits).sum(), Arrays.stream(predictions).sum(), Arrays.stream(actual).sum());
  }

  /** <b>Formula.</b> Mean over the classes weighted by their true examples. */
  public PrecisionRecallF1 weighted() {
    return PrecisionRecallF1.average(perClass(), Arrays.stream(actual).asDoubleStream().toArray());
  }

  /** <b>Formula.</b> Mean over the examples of each example's scores. */
  public PrecisionRecallF1 samples() {
    double[] weights = new double[truth.size()];
    PrecisionRecallF1[] scores = new PrecisionRecallF1[truth.size()];
    for (int i = 0; i < scores.length; i++) {
      LabelSet t = truth.get(i);
      LabelSet p = predicted.get(i);
      weights[i] = 1;
      scores[i] = PrecisionRecallF1.ofCounts(common(t, p), p.names().size(), t.names().size());
    }
    return PrecisionRecallF1.average(scores, weights);
  }

  private PrecisionRecallF1[] perClass() {
    PrecisionRecallF1[] scores = new PrecisionRecallF1[classes];
    Arrays.setAll(scores, this::of);
    return scores;
  }

  private double mean(ToDoubleBiFunction<LabelSet, LabelSet> score) {
    double sum = 0;
    for (int i = 0; i < truth.size(); i++) {
      sum += score.applyAsDouble(truth.get(i), predicted.get(i));
    }
    return sum / truth.size();
  }

  private static int common(LabelSet a, LabelSet b) {
    return (int) a.names().stream().filter(b.names()::contains).count();
  }
}
