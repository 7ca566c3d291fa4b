package org.al4j.metrics.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.al4j.core.log.Iteration;
import org.junit.jupiter.api.Test;

class CurveTest {
  private static final LearningCurve A =
      new LearningCurve("a", List.of(seed(2, 0.4, 0.8, 0.9), seed(1, 0.2, 0.6, 0.9)));
  private static final LearningCurve B =
      new LearningCurve("b", List.of(seed(1, 0.2, 0.4, 0.8), seed(2, 0.4, 0.6, 0.8)));

  @Test
  void quantile_knownDegreesOfFreedom_equalsTheTable() {
    assertEquals(12.7062047362, Estimate.quantile(0.95, 1), 1e-9);
    assertEquals(4.3026527297, Estimate.quantile(0.95, 2), 1e-9);
    assertEquals(2.7764451052, Estimate.quantile(0.95, 4), 1e-9);
    assertEquals(2.2621571628, Estimate.quantile(0.95, 9), 1e-9);
  }

  @Test
  void estimate_fiveValues_hasTheStudentInterval() {
    // 1..5: mean 3, s = sqrt(2.5), s / sqrt(5) = sqrt(.5).
    Estimate estimate = Estimate.of(1, 2, 3, 4, 5);
    assertEquals(3, estimate.mean(), 1e-12);
    double half = 2.7764451052 * Math.sqrt(0.5);
    assertEquals(half, estimate.halfWidth().orElseThrow(), 1e-9);
    assertEquals(3 - half, estimate.lower().orElseThrow(), 1e-9);
    assertEquals(3 + half, estimate.upper().orElseThrow(), 1e-9);
    assertTrue(estimate.excludesZero());
  }

  @Test
  void estimate_singleValue_hasNoInterval() {
    Estimate estimate = Estimate.of(7);
    assertEquals(new Estimate(7, 1, OptionalDouble.empty()), estimate);
    assertTrue(estimate.lower().isEmpty());
    assertTrue(estimate.upper().isEmpty());
    assertFalse(estimate.excludesZero());
  }

  @Test
  void estimate_nanOrNothing_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Estimate.of());
    assertThrows(IllegalArgumentException.class, () -> Estimate.of(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Estimate.of(1.0, new double[] {1, 2}));
  }

  @Test
  void learningCurve_twoSeeds_hasMeansAndIntervalsPerPoint() {
    List<LearningCurve.Point> points = A.points();
    assertEquals(List.of(10, 20, 40), points.stream().map(LearningCurve.Point::labels).toList());
    assertEquals(0.3, points.get(0).quality().mean(), 1e-12);
    assertEquals(0.7, points.get(1).quality().mean(), 1e-12);
    // s = sqrt(.02), over sqrt(2) = .1
    assertEquals(1.27062047362, points.get(0).quality().halfWidth().orElseThrow(), 1e-9);
    assertEquals(0.9, A.last().mean(), 1e-12);
    assertEquals(0, A.last().halfWidth().orElseThrow(), 1e-12);
  }

  @Test
  void learningCurve_seedsInAnotherOrder_isEqual() {
    assertEquals(
        A, new LearningCurve("a", List.of(seed(1, 0.2, 0.6, 0.9), seed(2, 0.4, 0.8, 0.9))));
  }

  @Test
  void learningCurve_otherLabelCounts_isRefusedBySeed() {
    SeedCurve other = new SeedCurve(3, List.of(10, 20, 30), List.of(0.1, 0.2, 0.3));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new LearningCurve("a", List.of(seed(1, 0.2, 0.6, 0.9), other)));
    assertEquals(
        "curve 'a' needs the same label counts for every seed: seed 1 has [10, 20, 40], seed 3 has"
            + " [10, 20, 30]; resample them",
        e.getMessage());
    new LearningCurve("a", List.of(other, seed(1, 0.2, 0.6, 0.9).resample(List.of(10, 20, 30))));
  }

  @Test
  void learningCurve_repeatedSeed_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new LearningCurve("a", List.of(seed(1, 0, 0, 0), seed(1, 0, 0, 0))));
  }

  @Test
  void seedCurve_fromIterations_takesTheNamedScore() {
    List<Iteration> history =
        List.of(
            new Iteration(0, 10, 90, 0, Map.of("accuracy", 0.5), 0, 0, 0),
            new Iteration(1, 20, 80, 0, Map.of("accuracy", 0.75), 0, 0, 0));
    assertEquals(
        new SeedCurve(7, List.of(10, 20), List.of(0.5, 0.75)),
        SeedCurve.of(7, history, "accuracy"));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> SeedCurve.of(7, history, "macro_f1"));
    assertEquals("round 0 has no score 'macro_f1', only [accuracy]", e.getMessage());
  }

  @Test
  void seedCurve_labelsThatDoNotAscendOrNaN_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new SeedCurve(1, List.of(10, 10), List.of(0.1, 0.2)));
    assertThrows(
        IllegalArgumentException.class, () -> new SeedCurve(1, List.of(10), List.of(Double.NaN)));
    assertThrows(
        IllegalArgumentException.class, () -> new SeedCurve(1, List.of(10), List.of(0.1, 0.2)));
  }

  @Test
  void at_betweenRounds_interpolatesAndIsEmptyOutside() {
    SeedCurve curve = seed(1, 0.2, 0.6, 0.9);
    assertEquals(0.2, curve.at(10).orElseThrow(), 1e-12);
    assertEquals(0.4, curve.at(15).orElseThrow(), 1e-12);
    assertEquals(0.675, curve.at(25).orElseThrow(), 1e-12);
    assertTrue(curve.at(9).isEmpty());
    assertTrue(curve.at(41).isEmpty());
  }

  @Test
  void aulc_sumAndArea_equalHandComputed() {
    assertEquals(0.2 + 0.6 + 0.9, Aulc.sum(A.seeds().get(0)), 1e-12);
    assertEquals(0.3 + 0.7 + 0.9, Aulc.sum(A), 1e-12);
    // 10 x (.3 + .7)/2 + 20 x (.7 + .9)/2 = 21, over 30 labels.
    assertEquals(0.7, Aulc.area(A), 1e-12);
    // Seed 1: 10 x .4 + 20 x .75 = 19.
    assertEquals(19.0 / 30, Aulc.area(A.seeds().get(0)), 1e-12);
    assertEquals(0.7, Aulc.areaOverSeeds(A).mean(), 1e-12);
    assertEquals(1.9, Aulc.sumOverSeeds(A).mean(), 1e-12);
    assertEquals(0.5, Aulc.area(new SeedCurve(1, List.of(10), List.of(0.5))), 0);
  }

  @Test
  void pairedComparison_fiveSeeds_hasIntervalAndCounts() {
    PairedComparison comparison =
        PairedComparison.of(new double[] {3, 5, 5, 7, 4}, new double[] {2, 2, 5, 2, 5});
    // Differences 1, 3, 0, 5, -1: mean 1.6, squares 23.2, error sqrt(23.2 / 4 / 5).
    assertEquals(1.6, comparison.difference().mean(), 1e-12);
    assertEquals(
        2.7764451052 * Math.sqrt(1.16), comparison.difference().halfWidth().orElseThrow(), 1e-9);
    assertEquals(
        List.of(3, 1, 1), List.of(comparison.wins(), comparison.ties(), comparison.losses()));
    assertFalse(comparison.difference().excludesZero());
  }

  @Test
  void pairedComparison_ofCurves_pairsBySeed() {
    PairedComparison comparison = PairedComparison.of(A, B, Aulc::sum);
    assertEquals(0.3, comparison.difference().mean(), 1e-12);
    assertEquals(0, comparison.difference().halfWidth().orElseThrow(), 1e-12);
    assertEquals(2, comparison.wins());
    LearningCurve other = new LearningCurve("c", List.of(seed(3, 0, 0, 0)));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> PairedComparison.of(A, other, Aulc::sum));
    assertEquals(
        "a paired comparison needs the same seeds: 'a' has [1, 2], 'c' has [3]", e.getMessage());
  }

  private static SeedCurve seed(long seed, Double... qualities) {
    return new SeedCurve(seed, List.of(10, 20, 40), List.of(qualities));
  }

  private static SeedCurve seed(long seed, int a, int b, int c) {
    return seed(seed, (double) a, (double) b, (double) c);
  }

  @Test
  void shownHalfWidth_twoValues_isEmpty() {
    assertTrue(Estimate.of(0.5, 0.7).shownHalfWidth().isEmpty());
    assertEquals(
        Estimate.of(0.5, 0.6, 0.7).halfWidth(), Estimate.of(0.5, 0.6, 0.7).shownHalfWidth());
  }
}
