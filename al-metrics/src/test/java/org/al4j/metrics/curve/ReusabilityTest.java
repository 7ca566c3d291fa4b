package org.al4j.metrics.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exact numbers, worked out by hand and by another program. */
class ReusabilityTest {
  private static final List<Integer> LABELS = List.of(50, 100, 150, 200);

  @Test
  void value_foreignBetterThanOwn_isPositive() {
    Reusability reuse =
        Reusability.of(
            curve(new double[][] {{0.5, 0.6, 0.66, 0.7}, {0.52, 0.61, 0.67, 0.71}}),
            curve(new double[][] {{0.5, 0.68, 0.75, 0.8}, {0.52, 0.7, 0.76, 0.8}}),
            curve(new double[][] {{0.5, 0.69, 0.77, 0.81}, {0.52, 0.71, 0.77, 0.82}}));

    assertEquals(2.485, reuse.random(), 1e-12);
    assertEquals(2.755, reuse.own(), 1e-12);
    assertEquals(2.795, reuse.foreign(), 1e-12);
    assertEquals(0.31 / 0.27 - 1, reuse.value().orElseThrow(), 1e-12);
    assertFalse(reuse.misleads());
  }

  @Test
  void value_foreignBetweenRandomAndOwn_isReusable() {
    LearningCurve random = curve(new double[][] {{0.4, 0.55, 0.62, 0.66}});
    LearningCurve own = curve(new double[][] {{0.4, 0.65, 0.74, 0.79}});
    LearningCurve foreign = curve(new double[][] {{0.4, 0.6, 0.7, 0.74}});

    assertEquals(-0.4, Reusability.of(random, own, foreign).value().orElseThrow(), 1e-12);
    Reusability area = Reusability.byArea(random, own, foreign);
    assertEquals(0.5666666666666667, area.random(), 1e-12);
    assertEquals(-0.4035087719298246, area.value().orElseThrow(), 1e-12);
  }

  @Test
  void value_foreignBelowRandom_isBelowMinusOne() {
    Reusability reuse = new Reusability(2.47, 2.6366666666666667, 2.34);
    assertEquals(-1.78, reuse.value().orElseThrow(), 1e-12);
    assertFalse(reuse.misleads());
  }

  @Test
  void misleads_ownBelowRandom_isSaid() {
    // the foreign labels are the best of the three, and the number says the opposite
    Reusability reuse = new Reusability(2.65, 2.59, 2.67);
    assertEquals(-1.3333333333333333, reuse.value().orElseThrow(), 1e-12);
    assertTrue(reuse.misleads());
  }

  @Test
  void value_ownEqualsRandom_isEmpty() {
    Reusability reuse = new Reusability(2.75, 2.75, 2.6);
    assertTrue(reuse.value().isEmpty());
    assertTrue(reuse.misleads());
  }

  @Test
  void of_otherNumbersOfSeeds_usesTheMeans() {
    Reusability reuse =
        Reusability.of(
            curve(
                new double[][] {
                  {0.3, 0.5, 0.6, 0.65}, {0.32, 0.52, 0.58, 0.66}, {0.28, 0.48, 0.62, 0.64}
                }),
            curve(new double[][] {{0.3, 0.58, 0.69, 0.72}, {0.32, 0.6, 0.7, 0.73}}),
            curve(new double[][] {{0.31, 0.55, 0.65, 0.7}}));
    assertEquals(-0.4074074074074069, reuse.value().orElseThrow(), 1e-12);
  }

  @Test
  void of_otherLabelCounts_isRefusedByName() {
    LearningCurve three =
        new LearningCurve(
            "short", List.of(new SeedCurve(1, List.of(50, 100, 150), List.of(0.1, 0.2, 0.3))));
    LearningCurve four = curve(new double[][] {{0.1, 0.2, 0.3, 0.4}});
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Reusability.of(four, four, three));
    assertTrue(e.getMessage().contains("'short' has [50, 100, 150]"), e.getMessage());
  }

  @Test
  void constructor_nan_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Reusability(1, Double.NaN, 1));
  }

  private static LearningCurve curve(double[][] seeds) {
    List<SeedCurve> curves = new ArrayList<>();
    for (double[] qualities : seeds) {
      List<Double> values = new ArrayList<>();
      for (double quality : qualities) {
        values.add(quality);
      }
      curves.add(new SeedCurve(curves.size() + 1, LABELS, values));
    }
    return new LearningCurve("curve", curves);
  }
}
