package org.al4j.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Given labels that are suspected to be wrong, by confident learning: a model that never saw an
 * example is surer of another class than it usually is of the examples that carry that class.
 *
 * <p><b>Formula.</b> {@code t_k}: the mean of {@code p_k} over the examples labelled k. An example
 * labelled s counts in {@code C[s][y]} for the y with the largest {@code p_y} among those with
 * {@code p_y >= t_y}, and nowhere if there is none. It is suspected if {@code y != s}. Suspects are
 * ranked by <i>self-confidence</i> {@code p_s} or by <i>normalised margin</i> {@code (p_s - max_(k
 * != s) p_k + 1) / 2}, the smallest first.
 *
 * <p><b>Needs</b>: probabilities that are out of sample. Those of a model that was trained on the
 * example are close to its label whether that is right or wrong, and show nothing. In active
 * learning the model that selected a query never saw its texts; for any labelled data there is
 * {@link CrossValidation#outOfSample}.
 *
 * <p><b>Cost</b>: O(n C) time beside sorting the suspects; the probabilities are not kept.
 *
 * <p><b>Source</b>: Northcutt et al. 2021.
 *
 * <p><b>Departures</b>: of several classes that are equally probable the given one counts, then the
 * first; a class without an example has no threshold and is never suggested; a probability may be
 * 1e-9 below its threshold, since a mean of equal numbers is rounded.
 */
public final class LabelErrors {
  private static final double ROUNDING = 1e-9;
  private static final double SUM = 1e-3;

  private final int[] counts;
  private final double[] thresholds;
  private final long[][] joint;
  private final List<Suspect> suspects;

  /** By what suspects are ranked; the smallest value is the most suspicious. */
  public enum Order {
    /** The probability of the given label. */
    SELF_CONFIDENCE,
    /** How far the given label is ahead of the most probable other, from 0 to 1. */
    NORMALISED_MARGIN;

    private Comparator<Suspect> comparator() {
      Comparator<Suspect> by =
          Comparator.comparingDouble(
              this == SELF_CONFIDENCE ? Suspect::selfConfidence : Suspect::margin);
      return by.thenComparingInt(Suspect::index);
    }
  }

  /**
   * An example whose label is suspected.
   *
   * @param index its place among the examples
   * @param given the class that it carries
   * @param suggested the class that the model is surer of
   * @param selfConfidence probability of the given class, in [0, 1]
   * @param margin normalised margin of the given class, in [0, 1]
   */
  public record Suspect(
      int index, int given, int suggested, double selfConfidence, double margin) {}

  private LabelErrors(int[] given, double[][] probabilities) {
    int classes = probabilities[0].length;
    counts = new int[classes];
    double[] sums = new double[classes];
    for (int i = 0; i < given.length; i++) {
      counts[given[i]]++;
      sums[given[i]] += probabilities[i][given[i]];
    }
    thresholds = new double[classes];
    Arrays.setAll(thresholds, k -> sums[k] / counts[k]);
    joint = new long[classes][classes];
    suspects =
        IntStream.range(0, given.length)
            .mapToObj(i -> count(i, given[i], probabilities[i]))
            .filter(one -> one.suggested() != one.given())
            .toList();
  }

  /**
   * Looks for wrong labels.
   *
   * @param given the labels: classes from 0 to C - 1, at least one
   * @param probabilities out of sample, {@code [n, C]}; each row sums to 1
   * @throws IllegalArgumentException if they are not as many, a class is out of range, or a row is
   *     of another length or is no distribution, for example has NaN
   */
  public static LabelErrors of(int[] given, double[][] probabilities) {
    check(given, probabilities);
    return new LabelErrors(given, probabilities);
  }

  private static void check(int[] given, double[][] probabilities) {
    MetricChecks.sameLength("labels", given.length, "rows of probabilities", probabilities.length);
    int classes = probabilities[0].length;
    for (int i = 0; i < given.length; i++) {
      MetricChecks.classIndex(given[i], classes);
      requireDistribution(i, probabilities[i], classes);
    }
  }

  private static void requireDistribution(int row, double[] p, int classes) {
    boolean inRange = Arrays.stream(p).allMatch(value -> value >= 0 && value <= 1 + SUM);
    if (p.length != classes || !inRange || Math.abs(Arrays.stream(p).sum() - 1) > SUM) {
      throw new IllegalArgumentException(
          "each row must have "
              + classes
              + " probabilities that sum to 1, found in row "
              + row
              + ": "
              + Arrays.toString(p));
    }
  }

  /** Counts an example in the joint; one that no class is confident of suggests its own label. */
  private Suspect count(int index, int given, double[] p) {
    int best = isConfident(given, p) ? given : -1;
    for (int k = 0; k < p.length; k++) {
      if (isConfident(k, p) && (best < 0 || p[k] > p[best])) {
        best = k;
      }
    }
    if (best >= 0) {
      joint[given][best]++;
    }
    return rated(index, given, best < 0 ? given : best, p);
  }

  private static Suspect rated(int index, int given, int suggested, double[] p) {
    double other =
        IntStream.range(0, p.length).filter(k -> k != given).mapToDouble(k -> p[k]).max().orElse(0);
    return new Suspect(index, given, suggested, p[given], (p[given] - other + 1) / 2);
  }

  private boolean isConfident(int k, double[] p) {
    return p[k] >= thresholds[k] - ROUNDING; // false for NaN
  }

  /** The thresholds {@code t_k} by class; NaN for a class that no example carries. A copy. */
  public double[] thresholds() {
    return thresholds.clone();
  }

  /** The confident joint, {@code [C, C]}: given classes by suggested ones. A copy. */
  public long[][] confidentJoint() {
    return Arrays.stream(joint).map(long[]::clone).toArray(long[][]::new);
  }

  /**
   * How many labels are wrong, estimated.
   *
   * <p><b>Formula.</b> {@code sum_s n_s (1 - C[s][s] / sum_y C[s][y])} over the classes s with a
   * count, {@code n_s} the examples labelled s. <b>Range.</b> [0, n].
   */
  public double estimatedErrors() {
    double errors = 0;
    for (int s = 0; s < joint.length; s++) {
      long confident = Arrays.stream(joint[s]).sum();
      errors += confident == 0 ? 0 : counts[s] * (1 - (double) joint[s][s] / confident);
    }
    return errors;
  }

  /** The suspected labels, the most suspicious first, equally suspicious ones in their order. */
  public List<Suspect> suspects(Order order) {
    return suspects.stream().sorted(order.comparator()).toList();
  }

  /**
   * All examples, the most suspicious first.
   *
   * @param given as for {@link #of}
   * @param probabilities as for {@link #of}
   * @return indices; the same for every order of equally suspicious ones: by index
   */
  public static int[] ranked(int[] given, double[][] probabilities, Order order) {
    check(given, probabilities);
    return IntStream.range(0, given.length)
        .mapToObj(i -> rated(i, given[i], given[i], probabilities[i]))
        .sorted(order.comparator())
        .mapToInt(Suspect::index)
        .toArray();
  }
}
