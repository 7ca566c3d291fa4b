package org.al4j.metrics.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelEfficiencyTest {
  private static final List<Integer> LABELS = List.of(100, 200, 300);

  @Test
  void labelsSaved_atFinalQuality_interpolatesBothCurves() {
    // Baseline arrives at .8 with 300; the strategy between 100 (.5) and 200 (.9): 175.
    LabelsSaved saved = LabelsSaved.atFinalQuality(curve(0.5, 0.9, 0.95), curve(0.5, 0.6, 0.8));
    assertEquals(0.8, saved.quality(), 1e-12);
    assertEquals(175, saved.strategyLabels().orElseThrow(), 1e-9);
    assertEquals(300, saved.baselineLabels().orElseThrow(), 1e-9);
    assertEquals(125, saved.saved().orElseThrow(), 1e-9);
    assertEquals(125 / 300.0, saved.share().orElseThrow(), 1e-9);
  }

  @Test
  void labelsSaved_strategyIsWorse_isNegative() {
    LabelsSaved saved = LabelsSaved.at(0.75, curve(0.5, 0.5, 1.0), curve(0.5, 1.0, 1.0));
    assertEquals(-100, saved.saved().orElseThrow(), 1e-9);
    assertTrue(saved.reached());
  }

  @Test
  void labelsSaved_neverReached_saysSo() {
    LabelsSaved saved = LabelsSaved.atFinalQuality(curve(0.5, 0.6, 0.7), curve(0.5, 0.6, 0.8));
    assertFalse(saved.reached());
    assertTrue(saved.strategyLabels().isEmpty());
    assertTrue(saved.saved().isEmpty());
    assertTrue(saved.share().isEmpty());
  }

  @Test
  void labelsSaved_reachedInTheFirstRound_needsItsLabels() {
    LabelsSaved saved = LabelsSaved.at(0.4, curve(0.5, 0.6, 0.7), curve(0.3, 0.6, 0.8));
    assertEquals(100, saved.strategyLabels().orElseThrow(), 0);
    assertEquals(100.0 + 100.0 / 3, saved.baselineLabels().orElseThrow(), 1e-9);
  }

  @Test
  void labelsSaved_baselineDipsAfterwards_countsItsFirstArrival() {
    LabelsSaved saved = LabelsSaved.atFinalQuality(curve(0.8, 0.8, 0.8), curve(0.5, 0.9, 0.7));
    assertEquals(150, saved.baselineLabels().orElseThrow(), 1e-9);
  }

  @Test
  void peakComparison_twoCurves_readsPeakAndBaselineBelowIt() {
    PeakComparison peaks = PeakComparison.of(curve(0.5, 0.9, 0.9), curve(0.5, 0.6, 0.8));
    assertEquals(0.9, peaks.peak(), 0);
    assertEquals(200, peaks.peakLabels());
    assertEquals(0.8, peaks.baselinePeak(), 0);
    assertEquals(300, peaks.baselinePeakLabels());
    assertEquals(0.3, peaks.metric().orElseThrow(), 1e-12);
    assertEquals(-1.0 / 3, peaks.samples(), 1e-12);
  }

  @Test
  void peakComparison_baselineEndsBefore_hasNoMetric() {
    SeedCurve shorter = new SeedCurve(1, List.of(100, 200), List.of(0.1, 0.2));
    PeakComparison peaks =
        PeakComparison.of(curve(0.5, 0.6, 0.9), new LearningCurve("short", List.of(shorter)));
    assertTrue(peaks.metric().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "7800, 18400, -57.6",
    "8800, 22800, -61.4",
    "21000, 21200, -0.9", // NorThesis prints -7.9: an erratum
  })
  void samples_northesisTables_roundToThePrintedPercentage(int al, int random, double percent) {
    LearningCurve strategy = peakAt(al);
    double samples = PeakComparison.of(strategy, peakAt(random)).samples();
    assertEquals(percent, Math.round(1000 * samples) / 10.0, 1e-12);
  }

  private static LearningCurve peakAt(int labels) {
    return new LearningCurve(
        "peak", List.of(new SeedCurve(1, List.of(100, labels, 30_000), List.of(0.1, 0.9, 0.8))));
  }

  private static LearningCurve curve(Double... qualities) {
    return new LearningCurve("c", List.of(new SeedCurve(1, LABELS, List.of(qualities))));
  }
}
