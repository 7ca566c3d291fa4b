package org.al4j.metrics.curve;

import java.util.List;
import java.util.OptionalDouble;
import org.al4j.core.log.Iteration;

/**
 * Quality over labels of one run.
 *
 * @param seed the run's seed
 * @param labels labelled instances at each round, strictly ascending, round 0 first
 * @param qualities the score at each round, larger is better, finite
 */
public record SeedCurve(long seed, List<Integer> labels, List<Double> qualities) {
  /** Copies and checks the lists. */
  public SeedCurve {
    labels = List.copyOf(labels);
    qualities = List.copyOf(qualities);
    if (labels.isEmpty() || labels.size() != qualities.size()) {
      throw new IllegalArgumentException(
          "a curve needs one quality per label count, at least one; seed "
              + seed
              + " has "
              + qualities.size()
              + " for "
              + labels.size());
    }
    for (int i = 0; i < labels.size(); i++) {
      if (i > 0 && labels.get(i) <= labels.get(i - 1)) {
        throw new IllegalArgumentException(
            "label counts must ascend; seed "
                + seed
                + " has "
                + labels.get(i - 1)
                + " then "
                + labels.get(i));
      }
      if (!Double.isFinite(qualities.get(i))) {
        throw new IllegalArgumentException(
            "a quality must be finite; seed "
                + seed
                + " has "
                + qualities.get(i)
                + " at "
                + labels.get(i)
                + " labels");
      }
    }
  }

  /**
   * The curve of one score of a run.
   *
   * @param score its name, for example {@code accuracy}
   * @throws IllegalArgumentException if a round lacks the score
   */
  public static SeedCurve of(long seed, List<Iteration> history, String score) {
    return new SeedCurve(
        seed,
        history.stream().map(Iteration::labelled).toList(),
        history.stream().map(iteration -> score(iteration, score)).toList());
  }

  /** How many rounds there are, round 0 included. */
  public int size() {
    return labels.size();
  }

  /**
   * The quality at a label count, between rounds by linear interpolation; empty outside the curve.
   */
  public OptionalDouble at(double labelCount) {
    int last = size() - 1;
    if (labelCount < labels.get(0) || labelCount > labels.get(last)) {
      return OptionalDouble.empty();
    }
    int i = 0;
    while (labels.get(i) < labelCount) {
      i++;
    }
    if (labels.get(i) == labelCount) {
      return OptionalDouble.of(qualities.get(i));
    }
    double share = (labelCount - labels.get(i - 1)) / (labels.get(i) - labels.get(i - 1));
    double before = qualities.get(i - 1);
    return OptionalDouble.of(before + share * (qualities.get(i) - before));
  }

  /**
   * The fewest labels at which the quality is reached, between rounds by linear interpolation; the
   * first round's labels if it is reached there; empty if it is never reached.
   */
  public OptionalDouble labelsToReach(double quality) {
    if (qualities.get(0) >= quality) {
      return OptionalDouble.of(labels.get(0));
    }
    for (int i = 1; i < size(); i++) {
      if (qualities.get(i) >= quality) {
        double before = qualities.get(i - 1);
        double share = (quality - before) / (qualities.get(i) - before);
        return OptionalDouble.of(labels.get(i - 1) + share * (labels.get(i) - labels.get(i - 1)));
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * The curve at other label counts, for runs whose rounds do not meet (token budgets, skipped
   * answers).
   *
   * @throws IllegalArgumentException if one lies outside the curve
   */
  public SeedCurve resample(List<Integer> labelCounts) {
    List<Double> values =
        labelCounts.stream()
            .map(
                count ->
                    at(count)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "seed "
                                        + seed
                                        + " has no value at "
                                        + count
                                        + " labels, only "
                                        + labels.get(0)
                                        + ".."
                                        + labels.get(size() - 1))))
            .toList();
    return new SeedCurve(seed, labelCounts, values);
  }

  private static double score(Iteration iteration, String name) {
    Double value = iteration.scores().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "round "
              + iteration.round()
              + " has no score '"
              + name
              + "', only "
              + iteration.scores().keySet());
    }
    return value;
  }
}
