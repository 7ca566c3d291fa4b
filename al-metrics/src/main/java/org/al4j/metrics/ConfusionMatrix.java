package org.al4j.metrics;

import java.util.Arrays;
import java.util.Locale;

/**
 * Counts of true against predicted classes, and the scores made of them. Rows are true classes,
 * columns predicted ones, both in the order of the label space. Immutable.
 *
 * <p><b>Range and direction.</b> Scores are in [0, 1] unless said otherwise; larger is better.
 *
 * <p><b>Classes without examples.</b> A ratio 0/0 is 0 (as in scikit-learn), so a class of the
 * label space that is neither true nor predicted lowers the macro averages; balanced accuracy
 * leaves classes out that have no true example.
 *
 * <p><b>Source.</b> Definitions of scikit-learn 1.2.1, {@code sklearn.metrics}.
 */
public final class ConfusionMatrix {
  private final long[][] counts; // [true, predicted]
  private final long[] actual;
  private final long[] predicted;
  private final long total;

  private ConfusionMatrix(long[][] counts) {
    this.counts = counts;
    this.actual = new long[counts.length];
    this.predicted = new long[counts.length];
    for (int t = 0; t < counts.length; t++) {
      for (int p = 0; p < counts.length; p++) {
        actual[t] += counts[t][p];
        predicted[p] += counts[t][p];
      }
    }
    this.total = Arrays.stream(actual).sum();
  }

  /**
   * Counts the pairs.
   *
   * @param classes size of the label space: {@code C}
   * @param truth true classes, 0 to C - 1, at least one
   * @param predicted predicted classes, as many
   * @throws IllegalArgumentException if the lengths differ, are zero, or a class is out of range
   */
  public static ConfusionMatrix of(int classes, int[] truth, int[] predicted) {
    MetricChecks.sameLength("true classes", truth.length, "predictions", predicted.length);
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < truth.length; i++) {
      counts[MetricChecks.classIndex(truth[i], classes)][
          MetricChecks.classIndex(predicted[i], classes)]++;
    }
    return new ConfusionMatrix(counts);
  }

  /**
   * The matrix of known counts, for example saved ones.
   *
   * @param counts {@code [C, C]}, true classes by predicted ones; copied
   * @throws IllegalArgumentException if it is not square, a count is negative, or all are zero
   */
  public static ConfusionMatrix ofCounts(long[][] counts) {
    long[][] copy = new long[counts.length][];
    long total = 0;
    for (int t = 0; t < counts.length; t++) {
      copy[t] = counts[t].clone();
      if (copy[t].length != counts.length || Arrays.stream(copy[t]).anyMatch(n -> n < 0)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "a confusion matrix has %d counts of at least 0 in each of %d rows; found in row"
                    + " %d: %s",
                counts.length,
                counts.length,
                t,
                Arrays.toString(copy[t])));
      }
      total += Arrays.stream(copy[t]).sum();
    }
    if (total == 0) {
      throw new IllegalArgumentException("a confusion matrix needs at least one example, found 0");
    }
    return new ConfusionMatrix(copy);
  }

  /** The counts, {@code [C, C]}: true classes by predicted ones; a copy. */
  public long[][] counts() {
    return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
  }

  /** Size of the label space: {@code C}. */
  public int classes() {
    return counts.length;
  }

  /** Examples of class {@code truth} that were predicted as {@code prediction}. */
  public long count(int truth, int prediction) {
    return counts[truth][prediction];
  }

  /** Examples of the class: the support. */
  public long support(int index) {
    return actual[index];
  }

  /** All examples. */
  public long total() {
    return total;
  }

  /** <b>Formula.</b> Share of examples whose class was predicted. */
  public double accuracy() {
    return (double) correct() / total;
  }

  /** <b>Formula.</b> Mean recall over the classes that have a true example. */
  public double balancedAccuracy() {
    double sum = 0;
    int present = 0;
    for (int c = 0; c < counts.length; c++) {
      if (actual[c] > 0) {
        sum += (double) counts[c][c] / actual[c];
        present++;
      }
    }
    return sum / present;
  }

  /** Scores of one class against all others; of the positive class in a binary task. */
  public PrecisionRecallF1 of(int index) {
    return PrecisionRecallF1.ofCounts(counts[index][index], predicted[index], actual[index]);
  }

  /** <b>Formula.</b> Unweighted mean over all classes of the label space of each class's scores. */
  public PrecisionRecallF1 macro() {
    double[] weights = new double[counts.length];
    Arrays.fill(weights, 1);
    return PrecisionRecallF1.average(perClass(), weights);
  }

  /**
   * <b>Formula.</b> Scores of the summed counts; with one class per example all three are the
   * accuracy.
   */
  public PrecisionRecallF1 micro() {
    return PrecisionRecallF1.ofCounts(correct(), total, total);
  }

  /** <b>Formula.</b> Mean of each class's scores weighted by its number of true examples. */
  public PrecisionRecallF1 weighted() {
    return PrecisionRecallF1.average(perClass(), Arrays.stream(actual).asDoubleStream().toArray());
  }

  /**
   * <b>Formula.</b> Cohen's kappa {@code 1 - sum w o / sum w e} with {@code w = 1} off the
   * diagonal, {@code o} the counts and {@code e} those expected by chance. <b>Range.</b> [-1, 1]; 0
   * is chance; NaN if everything is in one class. <b>Source.</b> Cohen 1960.
   */
  public double cohenKappa() {
    return kappa(false);
  }

  /**
   * <b>Formula.</b> Cohen's kappa with weights {@code (i - j)^2}, for ordered classes.
   * <b>Range.</b> [-1, 1]; NaN if everything is in one class. <b>Source.</b> Cohen 1968.
   */
  public double cohenKappaQuadratic() {
    return kappa(true);
  }

  /**
   * <b>Formula.</b> Matthews' correlation over any number of classes, {@code (c s - sum p_k t_k) /
   * sqrt((s^2 - sum p_k^2)(s^2 - sum t_k^2))}. <b>Range.</b> [-1, 1]; 0 where the denominator is 0.
   * <b>Source.</b> Gorodkin 2004.
   */
  public double matthewsCorrelation() {
    double s = total;
    double both = 0;
    double truths = 0;
    double predictions = 0;
    for (int c = 0; c < counts.length; c++) {
      both += (double) predicted[c] * actual[c];
      truths += (double) actual[c] * actual[c];
      predictions += (double) predicted[c] * predicted[c];
    }
    double denominator = Math.sqrt((s * s - predictions) * (s * s - truths));
    return PrecisionRecallF1.ratio(correct() * s - both, denominator);
  }

  private double kappa(boolean quadratic) {
    double observed = 0;
    double expected = 0;
    for (int t = 0; t < counts.length; t++) {
      for (int p = 0; p < counts.length; p++) {
        double weight = quadratic ? (double) (t - p) * (t - p) : t == p ? 0 : 1;
        observed += weight * counts[t][p];
        expected += weight * actual[t] * predicted[p] / total;
      }
    }
    return expected == 0 ? Double.NaN : 1 - observed / expected;
  }

  private PrecisionRecallF1[] perClass() {
    PrecisionRecallF1[] scores = new PrecisionRecallF1[counts.length];
    Arrays.setAll(scores, this::of);
    return scores;
  }

  private long correct() {
    long sum = 0;
    for (int c = 0; c < counts.length; c++) {
      sum += counts[c][c];
    }
    return sum;
  }
}
