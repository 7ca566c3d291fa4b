package org.al4j.metrics.curve;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Quality over labels of one strategy, over seeds: at each round the mean and its 95 % t interval
 * with n - 1 degrees of freedom (none for a single seed).
 *
 * @param name the strategy
 * @param seeds one curve per seed, ordered by seed, all with the same label counts
 */
public record LearningCurve(String name, List<SeedCurve> seeds) {
  /**
   * A point of the curve.
   *
   * @param labels labelled instances
   * @param quality over the seeds
   */
  public record Point(int labels, Estimate quality) {}

  /** Orders the seeds; refuses repeated seeds and label counts that differ. */
  public LearningCurve {
    seeds = seeds.stream().sorted(Comparator.comparingLong(SeedCurve::seed)).toList();
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("curve '" + name + "' needs at least one seed");
    }
    Set<Long> seen = new HashSet<>();
    for (SeedCurve seed : seeds) {
      if (!seen.add(seed.seed())) {
        throw new IllegalArgumentException(
            "curve '" + name + "' has seed " + seed.seed() + " twice");
      }
      if (!seed.labels().equals(seeds.get(0).labels())) {
        throw new IllegalArgumentException(
            "curve '"
                + name
                + "' needs the same label counts for every seed: seed "
                + seeds.get(0).seed()
                + " has "
                + seeds.get(0).labels()
                + ", seed "
                + seed.seed()
                + " has "
                + seed.labels()
                + "; resample them");
      }
    }
  }

  /** The label counts, ascending. */
  public List<Integer> labels() {
    return seeds.get(0).labels();
  }

  /** The points, in the order of the label counts. */
  public List<Point> points() {
    return IntStream.range(0, labels().size())
        .mapToObj(
            i ->
                new Point(
                    labels().get(i),
                    Estimate.of(seeds.stream().mapToDouble(s -> s.qualities().get(i)).toArray())))
        .toList();
  }

  /** The mean over the seeds as one curve, whose seed is that of the first. */
  public SeedCurve mean() {
    return new SeedCurve(
        seeds.get(0).seed(),
        labels(),
        points().stream().map(point -> point.quality().mean()).toList());
  }

  /** The quality at the last round. */
  public Estimate last() {
    return points().get(labels().size() - 1).quality();
  }
}
