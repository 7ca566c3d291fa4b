package org.al4j.models.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;

class RateScheduleTest {
  private static double[] factors(RateSchedule schedule, int total) {
    double[] factors = new double[total];
    Arrays.setAll(factors, update -> schedule.factor(update, total));
    return factors;
  }

  @Test
  void linear_warmUpTwoOfTen_risesThenFallsTowardsZero() {
    double[] want = {0, .5, 1, .875, .75, .625, .5, .375, .25, .125};
    assertArrayEquals(want, factors(new RateSchedule.Linear(.2), 10), 1e-12);
    assertEquals(1, RateSchedule.linear().factor(35, 350));
    assertEquals(34.0 / 35, RateSchedule.linear().factor(34, 350));
  }

  @Test
  void linear_fractionOfAnUpdate_isRoundedUp() {
    double[] want = {0, .5, 1, 2 / 3.0, 1 / 3.0};
    assertArrayEquals(want, factors(new RateSchedule.Linear(.21), 5), 1e-12);
  }

  /** T = 10, cut = 2, ratio = 4: p = 0, 1/2, 1, 7/8 ... 1/8, and (1 + 3 p) / 4. */
  @Test
  void slantedTriangular_wholeCut_followsThePaper() {
    double[] want = {
      .25, .625, 1, .90625, .8125, .71875, .625, .53125, .4375, .34375,
    };
    assertArrayEquals(want, factors(new RateSchedule.SlantedTriangular(.2, 4), 10), 1e-12);
  }

  /** T = 15, cut = 1: the paper's denominator 9 would make p negative from update 11 on. */
  @Test
  void slantedTriangular_brokenCut_neverFallsBelowTheLeast() {
    double[] factors = factors(RateSchedule.slantedTriangular(), 15);
    assertEquals(1 / 32.0, factors[0], 1e-12);
    assertEquals(1, factors[1], 1e-12);
    assertEquals((1 + 31 / 14.0) / 32, factors[14], 1e-12);
    assertEquals(1, RateSchedule.slantedTriangular().factor(0, 1), "no update to warm up in");
  }

  @Test
  void constant_withWarmUp_staysAtThePeak() {
    double[] want = {0, .5, 1, 1};
    assertArrayEquals(want, factors(new RateSchedule.Constant(.5), 4), 1e-12);
    assertArrayEquals(new double[] {1, 1}, factors(RateSchedule.constant(), 2));
  }

  @Test
  void settings_outOfRange_areRefused() {
    for (Runnable wrong :
        new Runnable[] {
          () -> new RateSchedule.Linear(1.1),
          () -> new RateSchedule.Constant(-.1),
          () -> new RateSchedule.SlantedTriangular(1, 32),
          () -> new RateSchedule.SlantedTriangular(.1, .5),
          () -> new Layers(0, 0, false),
          () -> new Layers(1, -1, false),
          () -> new EarlyStopping(0, .1, EarlyStopping.Metric.LOSS),
          () -> new EarlyStopping(1, 1, EarlyStopping.Metric.LOSS),
          () -> new Optimizer.AdamW(1),
          () -> new Optimizer.Adafactor(Double.NaN, false, false),
        }) {
      assertThrows(InvalidInputException.class, wrong::run);
    }
  }
}
