package org.al4j.metrics.curve;

import java.util.OptionalDouble;

/**
 * Where two mean curves have their peaks, as Aabol and Dragsten 2023 tabulate it.
 *
 * <p><b>Source.</b> Aabol and Dragsten 2023, tables 5.7 to 5.10. <b>Departures.</b> None in the
 * formulas; the printed -7.9 % for 21,000 against 21,200 labels is an erratum, the formula gives
 * -0.9 %.
 *
 * @param peak largest quality of the strategy
 * @param peakLabels fewest labels at which it has it
 * @param baselinePeak largest quality of the baseline
 * @param baselinePeakLabels fewest labels at which it has it
 * @param metric {@code peak} minus the baseline's quality at {@code peakLabels} (linear
 *     interpolation); positive: the strategy is better; empty if the baseline's curve does not
 *     cover that label count
 */
public record PeakComparison(
    double peak,
    int peakLabels,
    double baselinePeak,
    int baselinePeakLabels,
    OptionalDouble metric) {
  /** Compares the mean curves. */
  public static PeakComparison of(LearningCurve strategy, LearningCurve baseline) {
    SeedCurve a = strategy.mean();
    SeedCurve b = baseline.mean();
    int i = peakIndex(a);
    int j = peakIndex(b);
    OptionalDouble below = b.at(a.labels().get(i));
    double peak = a.qualities().get(i);
    return new PeakComparison(
        peak,
        a.labels().get(i),
        b.qualities().get(j),
        b.labels().get(j),
        below.isEmpty() ? below : OptionalDouble.of(peak - below.getAsDouble()));
  }

  /**
   * <b>Formula.</b> {@code n_peak(strategy) / n_peak(baseline) - 1}. <b>Range.</b> (-1, inf);
   * negative: the strategy peaks with fewer labels.
   */
  public double samples() {
    return (double) peakLabels / baselinePeakLabels - 1;
  }

  private static int peakIndex(SeedCurve curve) {
    int best = 0;
    for (int i = 1; i < curve.size(); i++) {
      if (curve.qualities().get(i) > curve.qualities().get(best)) {
        best = i;
      }
    }
    return best;
  }
}
