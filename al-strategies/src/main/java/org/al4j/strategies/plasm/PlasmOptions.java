package org.al4j.strategies.plasm;

import java.util.Objects;

/**
 * How pseudo-labels are chosen and used.
 *
 * @param filter which of them are dropped
 * @param soft whether the successor learns from the teacher's distribution in place of its label;
 *     needs a {@link org.al4j.core.model.fit.SoftLearner}
 * @param smoothing share of each pseudo-label's target that is spread evenly over the classes, in
 *     [0, 1); above 0 it needs a {@link org.al4j.core.model.fit.SoftLearner}
 * @param goldWeight weight of a gold label, a pseudo-label has 1. A whole number is possible with
 *     every learner, by repetition; others need a {@link org.al4j.core.model.fit.SoftLearner}
 */
public record PlasmOptions(
    PseudoLabelFilter filter, boolean soft, double smoothing, double goldWeight) {
  /** Refuses values out of range. */
  public PlasmOptions {
    Objects.requireNonNull(filter, "filter");
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException("smoothing must lie in [0, 1), found " + smoothing);
    }
    if (!(goldWeight > 0 && goldWeight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the weight of gold labels must be positive and finite, found " + goldWeight);
    }
  }

  /** The paper's: all pseudo-labels, hard, with the weight of gold ones. */
  public static PlasmOptions defaults() {
    return new PlasmOptions(PseudoLabelFilter.none(), false, 0, 1);
  }

  /** The same with another filter. */
  public PlasmOptions withFilter(PseudoLabelFilter chosen) {
    return new PlasmOptions(chosen, soft, smoothing, goldWeight);
  }

  /** The same with the teacher's distributions as targets. */
  public PlasmOptions withSoftLabels() {
    return new PlasmOptions(filter, true, smoothing, goldWeight);
  }

  /** The same with smoothed pseudo-labels. */
  public PlasmOptions withSmoothing(double share) {
    return new PlasmOptions(filter, soft, share, goldWeight);
  }

  /** The same with another weight of gold labels. */
  public PlasmOptions withGoldWeight(double weight) {
    return new PlasmOptions(filter, soft, smoothing, weight);
  }

  boolean needsSoftLearner() {
    return soft || smoothing > 0 || goldWeight != Math.rint(goldWeight);
  }
}
