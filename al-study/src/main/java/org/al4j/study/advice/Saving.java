package org.al4j.study.advice;

import java.util.OptionalDouble;
import org.al4j.metrics.Score;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.SeedCurve;

/**
 * What a strategy would have saved, against a baseline on the same seeds: the labels that each
 * needs to reach {@value #SHARE} of the score that the baseline has in the end (of an error: the
 * error over that share), counted run by run and compared by a paired t interval. A run that never
 * gets there counts as all its labels, and is told.
 *
 * @param target the score that is to be reached
 * @param strategyLabels labels to reach it, over the seeds
 * @param baselineLabels the same of the baseline
 * @param saved labels of the baseline less those of the strategy, seed by seed
 * @param strategyMissed in how many runs the strategy does not get there
 * @param baselineMissed in how many runs the baseline does not
 * @param batch labels of a round
 */
public record Saving(
    LearningCurve strategy,
    LearningCurve baseline,
    Score score,
    double target,
    Estimate strategyLabels,
    Estimate baselineLabels,
    Estimate saved,
    int strategyMissed,
    int baselineMissed,
    int batch) {
  /** Of the baseline's last score; all of it would be out of reach for half of its own runs. */
  public static final double SHARE = 0.95;

  /** What can be said. */
  public enum Finding {
    /** The interval leaves out 0: fewer labels. */
    SAVES,
    /** The interval leaves out 0: more labels. */
    COSTS,
    /** No difference at all, or at most one that is smaller than a batch. */
    NOTHING,
    /** The interval has 0 and more than a batch in it. */
    OPEN,
    /** Too few seeds for an interval. */
    UNTESTED,
    /** The first batch reaches the target in every run. */
    AT_ONCE
  }

  /**
   * Compares two curves of the same seeds and label counts.
   *
   * @param score what the curves are of
   */
  public static Saving of(Score score, LearningCurve strategy, LearningCurve baseline) {
    double last = baseline.last().mean();
    double target = score.higherIsBetter() ? SHARE * last : last / SHARE;
    int seeds = baseline.seeds().size();
    double[] mine = new double[seeds];
    double[] theirs = new double[seeds];
    double[] saved = new double[seeds];
    int missed = 0;
    int baselineMissed = 0;
    for (int i = 0; i < seeds; i++) {
      OptionalDouble own = labels(score, strategy.seeds().get(i), target);
      OptionalDouble other = labels(score, baseline.seeds().get(i), target);
      missed += own.isEmpty() ? 1 : 0;
      baselineMissed += other.isEmpty() ? 1 : 0;
      mine[i] = own.orElse(last(strategy));
      theirs[i] = other.orElse(last(baseline));
      saved[i] = theirs[i] - mine[i];
    }
    int rounds = baseline.labels().size();
    int batch = rounds < 2 ? last(baseline) : last(baseline) - baseline.labels().get(rounds - 2);
    return new Saving(
        strategy,
        baseline,
        score,
        target,
        Estimate.of(mine),
        Estimate.of(theirs),
        Estimate.of(saved),
        missed,
        baselineMissed,
        batch);
  }

  private static OptionalDouble labels(Score score, SeedCurve curve, double target) {
    return new SeedCurve(
            curve.seed(), curve.labels(), curve.qualities().stream().map(score::oriented).toList())
        .labelsToReach(score.oriented(target));
  }

  private static int last(LearningCurve curve) {
    return curve.labels().get(curve.labels().size() - 1);
  }

  /**
   * Labels at which the mean curve of the strategy reaches all of the baseline's last score, which
   * half of the single runs may never do; empty if it does not.
   */
  public OptionalDouble strategyLabelsToTheEnd() {
    return labels(score, strategy.mean(), baseline.last().mean());
  }

  /** The same of the baseline, which may have been there before its end. */
  public double baselineLabelsToTheEnd() {
    return labels(score, baseline.mean(), baseline.last().mean()).orElse(last(baseline));
  }

  /** Labels that the mean curves differ by at the baseline's last score; 0 if it is not reached. */
  double savedToTheEnd() {
    double all = baselineLabelsToTheEnd();
    return all - strategyLabelsToTheEnd().orElse(all);
  }

  /** What can be said of the difference. */
  public Finding finding() {
    int first = baseline.labels().get(0);
    if (strategyLabels.mean() == first && baselineLabels.mean() == first) {
      return Finding.AT_ONCE;
    }
    if (saved.shownHalfWidth().isEmpty()) {
      return Finding.UNTESTED;
    }
    if (saved.excludesZero()) {
      return saved.mean() > 0 ? Finding.SAVES : Finding.COSTS;
    }
    return saved.upper().orElseThrow() < batch ? Finding.NOTHING : Finding.OPEN;
  }
}
