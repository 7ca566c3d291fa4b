package org.al4j.strategies.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.al4j.core.Seeds;
import org.al4j.core.data.LabelSpace;
import org.al4j.metrics.ConfusionMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeBoundTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "0.995, 0.020100502512562814",
    "0.99, 0.04040404040404040",
    "0.9, 0.4444444444444444",
    "0.8, 1",
    "0.5, 1",
    "0, 1",
    "-0.3, 1",
  })
  void ofKappa_golden(double kappa, double bound) {
    assertEquals(bound, ChangeBound.ofKappa(kappa), 1e-15);
  }

  @Test
  void ofKappa_asManyPositivesAsCalled_isHalf() {
    assertEquals(2 * 0.01 / 0.99, ChangeBound.ofKappa(0.99, 1), 1e-15);
    assertEquals(ChangeBound.ofKappa(0.99), ChangeBound.ofKappa(0.99, 0));
  }

  @Test
  void kappaFor_change_isTheKappaWithThatBound() {
    assertEquals(0.9950248756218906, ChangeBound.kappaFor(0.02), 1e-15);
    for (double change : new double[] {1e-6, 0.01, 0.3, 1}) {
      assertEquals(change, ChangeBound.ofKappa(ChangeBound.kappaFor(change)), 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
  void kappaFor_noChangeOfF_isRefused(double change) {
    assertThrows(IllegalArgumentException.class, () -> ChangeBound.kappaFor(change));
  }

  @Test
  void ofKappa_noKappa_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> ChangeBound.ofKappa(1.1));
    assertThrows(IllegalArgumentException.class, () -> ChangeBound.ofKappa(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> ChangeBound.ofKappa(0.9, -1));
  }

  /** How many texts each of the eight kinds of truth, model before and model after has. */
  private record World(long[] counts) {
    /** Counts of several orders of magnitude, so that rare classes occur. */
    static World random(RandomGenerator random) {
      long[] counts = new long[8];
      for (int i = 0; i < 8; i++) {
        counts[i] = (long) Math.exp(random.nextDouble() * 9) - 1;
      }
      return new World(counts);
    }

    long of(int truth, int before, int after) {
      return counts[4 * truth + 2 * before + after];
    }

    long truth() {
      return of(1, 0, 0) + of(1, 0, 1) + of(1, 1, 0) + of(1, 1, 1);
    }

    ConfusionMatrix predictions() {
      long[][] table = new long[2][2];
      for (int i = 0; i < 8; i++) {
        table[i / 2 % 2][i % 2] += counts[i];
      }
      return ConfusionMatrix.ofCounts(table);
    }

    double f(boolean after) {
      long right = of(1, 1, 1) + (after ? of(1, 0, 1) : of(1, 1, 0));
      long called = predictions().support(1);
      if (after) {
        called = predictions().count(0, 1) + predictions().count(1, 1);
      }
      return right == 0 ? 0 : 2.0 * right / (called + truth());
    }
  }

  @Test
  void ofKappa_anyTruth_isNeverViolated() {
    RandomGenerator random = new Seeds(11).generator("worlds", 0);
    int agreeing = 0;
    double nearest = 0;
    for (int i = 0; i < 100_000; i++) {
      World world = World.random(random);
      ConfusionMatrix both = world.predictions();
      double kappa = both.cohenKappa();
      double moved = Math.abs(world.f(true) - world.f(false));
      long called = both.support(1);
      if (!(kappa > 0) || called == 0) {
        continue;
      }
      double positives = (double) world.truth() / called;
      double tighter = ChangeBound.ofKappa(kappa, positives);
      assertTrue(moved <= tighter + 1e-12, world::toString);
      assertTrue(tighter <= ChangeBound.ofKappa(kappa), world::toString);
      agreeing++;
      nearest = Math.max(nearest, tighter < 1 ? moved / tighter : 0);
    }
    assertTrue(agreeing > 10_000, "only " + agreeing + " worlds with a kappa above 0");
    assertTrue(nearest > 0.5, "a bound that is never near: " + nearest);
  }

  @Test
  void stopSet_twoClasses_givesTheBoundOfItsKappa() {
    // kappa 0.98
    assertEquals(0.08 / 0.98, bound(new long[][] {{495, 5}, {5, 495}}, Optional.empty()), 1e-12);
    assertEquals(0.08 / 0.98, bound(new long[][] {{495, 5}, {5, 495}}, Optional.of("1")), 1e-12);
  }

  /** Class 0: kappa 1 - 3/39, bound 1/3; class 1: 1 - 3/41, 6/19; class 2 is equal. */
  @Test
  void stopSet_threeClasses_givesTheMeanOfTheirBounds() {
    long[][] counts = {{90, 10, 0}, {0, 100, 0}, {0, 0, 100}};
    assertEquals((1 / 3.0 + 6 / 19.0) / 3, bound(counts, Optional.empty()), 1e-12);
    assertEquals(6 / 19.0, bound(counts, Optional.of("1")), 1e-12);
    assertEquals(0, bound(counts, Optional.of("2")));
  }

  @Test
  void stopSet_classThatNobodyPredicts_cannotMove() {
    assertEquals(0, bound(new long[][] {{9, 0}, {0, 0}}, Optional.empty()));
    // one model predicts class 1 once, the other never: nothing is known of its F
    assertEquals(1, bound(new long[][] {{9, 1}, {0, 0}}, Optional.of("1")));
  }

  private static double bound(long[][] counts, Optional<String> positive) {
    String[] names = {"0", "1", "2"};
    Map<String, Double> scores = new HashMap<>();
    new Compared(ConfusionMatrix.ofCounts(counts))
        .addTo(scores, LabelSpace.of(Arrays.copyOf(names, counts.length)), positive);
    return scores.getOrDefault(StopSet.BOUND, Double.NaN);
  }
}
