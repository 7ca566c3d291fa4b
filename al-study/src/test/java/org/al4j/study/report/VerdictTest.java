package org.al4j.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final double[][] RANDOM = {{0.5, 0.6}, {0.6, 0.8}, {0.55, 0.7}};

  @Test
  void verdict_intervalAboveZero_saysBetterAndHowManyLabels() {
    Verdict verdict =
        verdict(
            Studies.result("random", RANDOM),
            Studies.result("margin", new double[][] {{0.5, 0.8}, {0.6, 0.99}, {0.55, 0.91}}));

    assertEquals("Better than random: margin.", verdict.headline());
    // mean curves 0.55 to 0.70 and 0.55 to 0.90: 0.70 at 10 + 10 x 3/7 labels
    assertEquals(
        "margin needs about 14 labels where random needs 20 to reach accuracy 0.700 (29 % fewer)."
            + " It is better in 3 of 3 seeds; the difference in mean accuracy over the run is"
            + " +0.100, 95 % interval [+0.088, +0.112]. With all 20 labels it reaches 0.900 against"
            + " 0.700.",
        verdict.details().get(0));
  }

  @Test
  void verdict_intervalBelowZero_saysWorse() {
    Verdict verdict =
        verdict(
            Studies.result("random", RANDOM),
            Studies.result("margin", new double[][] {{0.5, 0.5}, {0.6, 0.7}, {0.55, 0.61}}));

    assertEquals("Worse than random: margin.", verdict.headline());
    assertTrue(
        verdict.details().get(0).startsWith("margin does not reach accuracy 0.700, where random"),
        verdict::toString);
    assertTrue(verdict.details().get(0).contains("It is worse in 3 of 3 seeds"), verdict::toString);
  }

  @Test
  void verdict_intervalWithZero_saysNoDifferenceCanBeShown() {
    Verdict verdict =
        verdict(
            Studies.result("random", RANDOM),
            Studies.result("margin", new double[][] {{0.5, 0.9}, {0.6, 0.7}, {0.55, 0.72}}));

    assertEquals("No difference from random can be shown with 3 seeds.", verdict.headline());
    assertTrue(verdict.details().get(0).contains("which includes 0"), verdict::toString);
    assertTrue(verdict.details().get(0).contains("better in 2 of 3 seeds"), verdict::toString);
  }

  @Test
  void verdict_twoSeedsFarApart_saysNoDifferenceCanBeShown() {
    Verdict verdict =
        verdict(
            Studies.result("random", new double[][] {{0.5, 0.6}, {0.5, 0.6}}),
            Studies.result("margin", new double[][] {{0.5, 0.9}, {0.5, 0.9}}));

    assertEquals("No difference from random can be shown with 2 seeds.", verdict.headline());
    assertEquals(
        "An interval needs at least 3 seeds; run the study again with 5 or more.",
        verdict.details().get(1));
  }

  @Test
  void verdict_equalScores_saysSo() {
    Verdict verdict = verdict(Studies.result("random", RANDOM), Studies.result("margin", RANDOM));
    assertEquals(
        "There is no difference: every strategy has the scores of random.", verdict.headline());
  }

  @Test
  void verdict_oneStrategy_hasNothingToCompare() {
    Verdict verdict = verdict(Studies.result("margin", RANDOM));
    assertEquals(
        "margin ends with accuracy 0.700; there is nothing to compare it with.",
        verdict.headline());
    assertTrue(
        verdict.details().get(0).contains("Add random to the strategies"), verdict::toString);
  }

  @Test
  void verdict_randomAlone_namesAnotherStrategy() {
    Verdict verdict = verdict(Studies.result("random", RANDOM));
    String said = verdict.details().get(0);
    assertTrue(
        said.contains("Add another strategy, such as margin, to the strategies to see"), said);
  }

  @Test
  void verdict_scoresOfTheMajorityClass_areNamed() {
    Verdict verdict = verdict(Studies.result("margin", new double[][] {{0.3, 0.4}}));
    List<String> details = verdict.details();
    assertEquals(
        "Always answering 'go<o>d', the most frequent class of the pool, gives accuracy 0.400; not"
            + " above that at the end: margin.",
        details.get(details.size() - 1));
  }

  private static Verdict verdict(StudyResult.StrategyResult... results) {
    return Verdict.of(new Summary(Studies.study("t", results)));
  }
}
