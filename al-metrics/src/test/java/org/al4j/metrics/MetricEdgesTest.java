package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MetricEdgesTest {
  @Test
  void confusionMatrix_noExamples_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> ConfusionMatrix.of(2, new int[0], new int[0]));
  }

  @Test
  void confusionMatrix_differentLengths_namesBoth() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ConfusionMatrix.of(2, new int[] {0, 1}, new int[] {1}));
    assertEquals("true classes and predictions must be as many: 2 against 1", e.getMessage());
  }

  @Test
  void confusionMatrix_classOutsideTheSpace_isRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ConfusionMatrix.of(2, new int[] {2}, new int[] {0}));
    assertEquals("a class index must be in 0..1, found 2", e.getMessage());
  }

  @Test
  void expectedCalibrationError_confidenceOnABinEdge_belongsToTheLowerBin() {
    // .6 closes bin (.5, .6]: with .55 one bin, hits 1, confidence 1.15, gap .15 over two examples.
    double[][] p = {{0.6, 0.4}, {0.55, 0.45}};
    int[] truth = {0, 1};
    assertEquals(0.075, ProbabilityMetrics.expectedCalibrationError(p, truth, 10), 1e-12);
  }

  @Test
  void rocAuc_allScoresTied_isOneHalf() {
    double[] scores = {1, 1, 1};
    assertEquals(0.5, ProbabilityMetrics.rocAuc(scores, new boolean[] {true, false, false}), 0);
  }

  @Test
  void rocAuc_noNegatives_isNaN() {
    assertTrue(Double.isNaN(ProbabilityMetrics.rocAuc(new double[] {1}, new boolean[] {true})));
  }

  @Test
  void averagePrecision_tiedScores_countAsOneThreshold() {
    // Threshold .9: one of one found; threshold .5: two of three.
    double[] scores = {0.5, 0.9, 0.5};
    assertEquals(
        (1 + 2.0 / 3) / 2,
        ProbabilityMetrics.averagePrecision(scores, new boolean[] {true, true, false}),
        1e-12);
  }

  @Test
  void ofCounts_itsOwnCounts_givesTheSameMatrix() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(3, new int[] {0, 1, 1, 2, 2}, new int[] {0, 1, 2, 2, 0});

    ConfusionMatrix again = ConfusionMatrix.ofCounts(matrix.counts());

    assertArrayEquals(new long[][] {{1, 0, 0}, {0, 1, 1}, {1, 0, 1}}, again.counts());
    assertEquals(matrix.accuracy(), again.accuracy());
    assertEquals(2, again.support(2));
  }

  @Test
  void ofCounts_notSquareNegativeOrEmpty_isRefused() {
    for (long[][] counts : new long[][][] {{{1, 0}}, {{1, -1}, {0, 1}}, {{0, 0}, {0, 0}}, {}}) {
      assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.ofCounts(counts));
    }
  }
}
