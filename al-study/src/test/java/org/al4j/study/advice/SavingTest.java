package org.al4j.study.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.al4j.metrics.Score;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.SeedCurve;
import org.junit.jupiter.api.Test;

/**
 * Made-up curves over 100, 200 and 300 labels. Random ends with 0.8 in every seed unless it is said
 * otherwise, so the target is 0.76.
 */
class SavingTest {
  private static final Score ACCURACY = Score.higher("accuracy");
  private static final OptionalDouble NO_PRICE = OptionalDouble.empty();

  /** Reached at 100 + 100 x (0.76 - 0.6) / 0.2 = 180, 190 and 170 labels. */
  private static final LearningCurve RANDOM =
      curve(
          "random",
          new double[] {0.60, 0.80, 0.80},
          new double[] {0.58, 0.78, 0.80},
          new double[] {0.62, 0.82, 0.80});

  private static LearningCurve curve(String name, double[]... qualities) {
    List<SeedCurve> seeds = new ArrayList<>();
    for (double[] one : qualities) {
      seeds.add(
          new SeedCurve(seeds.size() + 1, List.of(100, 200, 300), List.of(one[0], one[1], one[2])));
    }
    return new LearningCurve(name, seeds);
  }

  private static Saving saving(LearningCurve strategy) {
    return Saving.of(ACCURACY, strategy, RANDOM);
  }

  @Test
  void text_intervalAboveZero_saysHowManyAndWhatTheyCost() {
    // reached at 140, 140 and 140 labels: 40, 50 and 30 fewer, t(2) = 4.3027, s / sqrt(3) = 5.7735
    LearningCurve margin =
        curve(
            "margin",
            new double[] {0.68, 0.88, 0.9},
            new double[] {0.68, 0.88, 0.9},
            new double[] {0.68, 0.88, 0.9});
    Saving saving = saving(margin);

    assertEquals(Saving.Finding.SAVES, saving.finding());
    assertEquals(0.76, saving.target(), 1e-12);
    assertEquals(40, saving.saved().mean(), 1e-9);
    assertEquals(24.8413, saving.saved().halfWidth().orElseThrow(), 1e-3);
    assertEquals(
        "margin would have saved labels: accuracy 0.760 (95 % of random's last 0.800) takes margin"
            + " 140 labels in place of random's 180, 40 fewer or 22 % (95 % interval over 3 seeds:"
            + " 15 fewer to 65 fewer). At 0.10 a label that is 4.00 less (1.52 to 6.48). All of random's last 0.800 is reached by the mean of margin at 160 labels, by that of random at 300.",
        SavingText.of(saving, OptionalDouble.of(0.1)));
  }

  @Test
  void text_intervalBelowZero_saysWhatItCost() {
    // reached at 220, 230 and 210 labels
    LearningCurve worse =
        curve(
            "least-confidence",
            new double[] {0.5, 0.74, 0.84},
            new double[] {0.5, 0.73, 0.83},
            new double[] {0.5, 0.75, 0.85});
    Saving saving = saving(worse);

    assertEquals(Saving.Finding.COSTS, saving.finding());
    assertEquals(
        "least-confidence would have cost labels, not saved any: accuracy 0.760 (95 % of random's"
            + " last 0.800) takes least-confidence 220 labels in place of random's 180, 40 more or"
            + " 22 % (95 % interval over 3 seeds: 40 more to 40 more). At 2.00 a label that is 80.00"
            + " more (80.00 to 80.00). All of random's last 0.800 is reached by the mean of least-confidence at 260 labels, by that of random at 300.",
        SavingText.of(saving, OptionalDouble.of(2)));
  }

  @Test
  void text_neverThere_countsAllLabelsAndSaysSo() {
    LearningCurve never =
        curve(
            "margin",
            new double[] {0.5, 0.6, 0.7},
            new double[] {0.5, 0.6, 0.7},
            new double[] {0.5, 0.6, 0.75});
    Saving saving = saving(never);

    assertEquals(Saving.Finding.COSTS, saving.finding());
    assertEquals(3, saving.strategyMissed());
    assertEquals(
        "margin would have cost labels, not saved any: accuracy 0.760 (95 % of random's last 0.800)"
            + " takes margin 300 labels in place of random's 180, 120 more or 67 % (95 % interval"
            + " over 3 seeds: 145 more to 95 more). margin does not get there in 3 of 3 runs,"
            + " counted as all 300 labels. All of random's last 0.800 is not reached by the mean of margin.",
        SavingText.of(saving, NO_PRICE));
  }

  @Test
  void text_sameCurves_savesNothing() {
    Saving saving = saving(new LearningCurve("margin", RANDOM.seeds()));

    assertEquals(Saving.Finding.NOTHING, saving.finding());
    assertEquals(
        "margin would have saved nothing: accuracy 0.760 (95 % of random's last 0.800) takes margin"
            + " 180 labels in place of random's 180, none (95 % interval over 3 seeds: none to none)."
            + " That is less than a batch of 100, if anything. All of random's last 0.800 is reached by the mean of margin at 300 labels, by that of random at 300.",
        SavingText.of(saving, OptionalDouble.of(0.1)));
  }

  @Test
  void text_intervalWithZeroAndMoreThanABatch_cannotBeTold() {
    // reached at 100, 190 and 280 labels: 80 fewer, as many, 110 more
    LearningCurve wild =
        curve(
            "margin",
            new double[] {0.76, 0.8, 0.8},
            new double[] {0.58, 0.78, 0.8},
            new double[] {0.5, 0.68, 0.78});
    Saving saving = saving(wild);

    assertEquals(Saving.Finding.OPEN, saving.finding());
    assertEquals(
        "It cannot be told whether margin saves labels: accuracy 0.760 (95 % of random's last 0.800)"
            + " takes margin 190 labels in place of random's 180, 10 more or 6 % (95 % interval over"
            + " 3 seeds: 247 more to 227 fewer). More seeds may tell. All of random's last 0.800 is not reached by the mean of margin.",
        SavingText.of(saving, NO_PRICE));
  }

  @Test
  void text_fewSeeds_provesNothing() {
    LearningCurve one = new LearningCurve("random", RANDOM.seeds().subList(0, 1));
    Saving single = Saving.of(ACCURACY, curve("margin", new double[] {0.68, 0.88, 0.9}), one);

    assertEquals(Saving.Finding.UNTESTED, single.finding());
    assertEquals(
        "In this one run accuracy 0.760 (95 % of random's last 0.800) takes margin 140 labels in"
            + " place of random's 180, 40 fewer. At 0.10 a label that is 4.00 less. That proves"
            + " nothing yet; an interval needs 3 seeds.",
        SavingText.of(single, OptionalDouble.of(0.1)));
    LearningCurve two = new LearningCurve("random", RANDOM.seeds().subList(0, 2));
    Saving pair = Saving.of(ACCURACY, new LearningCurve("margin", two.seeds()), two);
    assertEquals(Saving.Finding.UNTESTED, pair.finding());
    assertEquals(
        "In these 2 runs accuracy 0.760 (95 % of random's last 0.800) takes margin 185 labels in"
            + " place of random's 185, none. That proves nothing yet; an interval needs 3 seeds.",
        SavingText.of(pair, OptionalDouble.of(0.1)));
  }

  @Test
  void text_reachedByTheFirstBatch_savesNothing() {
    LearningCurve easy =
        curve(
            "random",
            new double[] {0.8, 0.8, 0.8},
            new double[] {0.8, 0.8, 0.8},
            new double[] {0.8, 0.8, 0.8});
    Saving saving = Saving.of(ACCURACY, new LearningCurve("margin", easy.seeds()), easy);

    assertEquals(Saving.Finding.AT_ONCE, saving.finding());
    assertEquals(
        "margin would have saved nothing: the first 100 texts reach accuracy 0.760 (95 % of"
            + " random's last 0.800) in every run.",
        SavingText.of(saving, NO_PRICE));
  }

  @Test
  void text_error_isReachedFromAbove() {
    Score rmse = Score.lower("rmse");
    LearningCurve random =
        curve(
            "random",
            new double[] {2, 1, 0.95},
            new double[] {2, 1, 0.95},
            new double[] {2, 1, 0.95});
    LearningCurve variance =
        curve(
            "variance",
            new double[] {1.5, 0.5, 0.4},
            new double[] {1.5, 0.5, 0.4},
            new double[] {1.5, 0.5, 0.4});
    Saving saving = Saving.of(rmse, variance, random);

    assertEquals(1, saving.target(), 1e-12);
    assertEquals(50, saving.saved().mean(), 1e-9);
    assertEquals(
        "variance would have saved labels: rmse 1.000 (1/0.95 of random's last 0.950) takes variance"
            + " 150 labels in place of random's 200, 50 fewer or 25 % (95 % interval over 3 seeds:"
            + " 50 fewer to 50 fewer). All of random's last 0.950 is reached by the mean of variance at 155 labels, by that of random at 300.",
        SavingText.of(saving, NO_PRICE));
  }
}
