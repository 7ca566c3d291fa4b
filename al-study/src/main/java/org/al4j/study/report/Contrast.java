package org.al4j.study.report;

import java.util.List;
import org.al4j.metrics.Score;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.LabelsSaved;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.PairedComparison;
import org.al4j.metrics.curve.SeedCurve;

/**
 * A strategy beside the baseline, on the same seeds.
 *
 * @param score what is compared
 * @param difference of the mean score over the run, strategy less baseline
 * @param wins seeds where the strategy's is better
 * @param losses seeds where the baseline's is better
 * @param saved the labels that both need to reach the baseline's last score; its quality is turned
 *     so that larger is better
 */
record Contrast(
    Score score,
    LearningCurve strategy,
    LearningCurve baseline,
    Spread difference,
    int wins,
    int ties,
    int losses,
    LabelsSaved saved) {
  /** What can be said of the difference. */
  enum Finding {
    BETTER,
    WORSE,
    EQUAL,
    OPEN
  }

  static Contrast of(Score score, LearningCurve strategy, LearningCurve baseline) {
    LearningCurve turned = turned(score, strategy);
    LearningCurve turnedBaseline = turned(score, baseline);
    PairedComparison paired = PairedComparison.of(turned, turnedBaseline, Aulc::area);
    double[] differences = new double[strategy.seeds().size()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = Aulc.area(strategy.seeds().get(i)) - Aulc.area(baseline.seeds().get(i));
    }
    return new Contrast(
        score,
        strategy,
        baseline,
        Spread.of(differences),
        paired.wins(),
        paired.ties(),
        paired.losses(),
        LabelsSaved.atFinalQuality(turned, turnedBaseline));
  }

  String name() {
    return strategy.name();
  }

  Finding finding() {
    if (qualities(strategy).equals(qualities(baseline))) {
      return Finding.EQUAL;
    }
    if (!difference.excludesZero()) {
      return Finding.OPEN;
    }
    return isAhead() ? Finding.BETTER : Finding.WORSE;
  }

  /** Whether the strategy's mean score over the run is the better one, shown or not. */
  boolean isAhead() {
    return score.isBetter(difference.mean(), 0);
  }

  /** The baseline's last score, which labels are counted to. */
  double target() {
    return baseline.last().mean();
  }

  /** The curve with larger scores for better ones. */
  private static LearningCurve turned(Score score, LearningCurve curve) {
    return score.higherIsBetter()
        ? curve
        : new LearningCurve(
            curve.name(),
            curve.seeds().stream()
                .map(
                    seed ->
                        new SeedCurve(
                            seed.seed(),
                            seed.labels(),
                            seed.qualities().stream().map(score::oriented).toList()))
                .toList());
  }

  private static List<List<Double>> qualities(LearningCurve curve) {
    return curve.seeds().stream().map(SeedCurve::qualities).toList();
  }
}
