package org.al4j.strategies.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.log.Iteration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopAdviceTest {
  private static List<Iteration> history(double changed, int... labelled) {
    return List.of(
        new Iteration(0, labelled[0], 900, 0, Map.of(), 0, 0, 0),
        new Iteration(1, labelled[1], 900, 0, Map.of(StopSet.CHANGED, changed), 0, 0, 0));
  }

  /** The larger p with {@code (p - c)^2 = z^2 p (1 - p) / m}, found by bisection in Python. */
  @ParameterizedTest
  @CsvSource({
    "0, 1000, 0.0026982432",
    "10, 1000, 0.0166569925",
    "500, 1000, 0.5259723085",
    "1000, 1000, 1",
    "3, 50, 0.1409419465",
  })
  void upper_golden(int changed, int count, double upper) {
    assertEquals(upper, StopAdvice.upper((double) changed / count, count), 1e-9);
  }

  @Test
  void advice_moreLabels_isInProportion() {
    StopAdvice advice = StopAdvice.of(history(0.01, 200, 250), 1000, 100).orElseThrow();

    assertEquals(0.02, advice.expected(), 1e-12);
    assertEquals(2 * 0.0166569925, advice.atMost(), 1e-8);
    assertTrue(advice.isSettled());
    assertEquals(
        "another 100 labels would change fewer than 3.4 % of the predictions (about 2.0 %)",
        advice.text());
  }

  @Test
  void advice_manyChanges_promisesNothing() {
    StopAdvice advice = StopAdvice.of(history(0.3, 200, 220), 1000, 100).orElseThrow();

    assertEquals(1, advice.atMost());
    assertEquals(1, advice.expected());
    assertFalse(advice.isSettled());
    assertEquals(
        "the predictions have not settled: the last 20 labels changed 30.0 % of them",
        advice.text());
  }

  @Test
  void advice_nothingToCompare_isNone() {
    List<Iteration> both = history(0.3, 200, 220);
    assertEquals(Optional.empty(), StopAdvice.of(both.subList(0, 1), 1000, 100));
    assertEquals(Optional.empty(), StopAdvice.of(List.of(), 1000, 100));
    assertEquals(Optional.empty(), StopAdvice.of(history(0.3, 200, 200), 1000, 100));
    assertEquals(Optional.empty(), StopAdvice.of(List.of(both.get(0), both.get(0)), 1000, 100));
  }

  @Test
  void advice_noLabelsOrTexts_isRefused() {
    List<Iteration> both = history(0.3, 200, 220);
    assertThrows(IllegalArgumentException.class, () -> StopAdvice.of(both, 0, 100));
    assertThrows(IllegalArgumentException.class, () -> StopAdvice.of(both, 10, 0));
  }
}
