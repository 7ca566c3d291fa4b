package org.al4j.examples.report;

import java.util.List;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.LabelsSaved;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.PairedComparison;
import org.al4j.metrics.curve.SeedCurve;

/**
 * A strategy beside the baseline, on the same seeds.
 *
 * @param difference of the mean score over the run, strategy less baseline
 * @param wins seeds where the strategy's is larger
 * @param saved the labels that both need to reach the baseline's last score
 */
record Contrast(
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

  static Contrast of(LearningCurve strategy, LearningCurve baseline) {
    PairedComparison paired = PairedComparison.of(strategy, baseline, Aulc::area);
    double[] differences = new double[strategy.seeds().size()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = Aulc.area(strategy.seeds().get(i)) - Aulc.area(baseline.seeds().get(i));
    }
    return new Contrast(
        strategy,
        baseline,
        Spread.of(differences),
        paired.wins(),
        paired.ties(),
        paired.losses(),
        LabelsSaved.atFinalQuality(strategy, baseline));
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
    return difference.mean() > 0 ? Finding.BETTER : Finding.WORSE;
  }

  private static List<List<Double>> qualities(LearningCurve curve) {
    return curve.seeds().stream().map(SeedCurve::qualities).toList();
  }
}
