package org.al4j.metrics.curve;

import java.util.OptionalDouble;

/**
 * Labels a strategy saves against a baseline at equal quality.
 *
 * <p><b>Formula.</b> {@code n_baseline(q) - n_strategy(q)} with {@code n(q)} the fewest labels at
 * which the mean curve reaches q, between rounds by linear interpolation. <b>Direction.</b>
 * Positive: the strategy needs fewer. Both sides count their first arrival, so a baseline whose
 * curve dips after reaching q is not charged for the dip.
 *
 * @param quality the quality asked for
 * @param strategyLabels labels the strategy needs; empty: not reached
 * @param baselineLabels labels the baseline needs; empty: not reached
 */
public record LabelsSaved(
    double quality, OptionalDouble strategyLabels, OptionalDouble baselineLabels) {
  /** At a given quality. */
  public static LabelsSaved at(double quality, LearningCurve strategy, LearningCurve baseline) {
    return new LabelsSaved(
        quality, strategy.mean().labelsToReach(quality), baseline.mean().labelsToReach(quality));
  }

  /** At the baseline's quality after its last round. */
  public static LabelsSaved atFinalQuality(LearningCurve strategy, LearningCurve baseline) {
    return at(baseline.last().mean(), strategy, baseline);
  }

  /** Whether the strategy reached the quality. */
  public boolean reached() {
    return strategyLabels.isPresent();
  }

  /** Labels saved, negative if the strategy needs more; empty unless both reached the quality. */
  public OptionalDouble saved() {
    return strategyLabels.isEmpty() || baselineLabels.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(baselineLabels.getAsDouble() - strategyLabels.getAsDouble());
  }

  /**
   * Share of the baseline's labels that is saved, at most 1; empty unless both reached the quality.
   */
  public OptionalDouble share() {
    return saved().isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(saved().getAsDouble() / baselineLabels.getAsDouble());
  }
}
