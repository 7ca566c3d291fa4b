package org.al4j.strategies.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.QueryContext;
import org.al4j.metrics.Score;
import org.al4j.strategies.combined.StageSwitch;
import org.junit.jupiter.api.Test;

class StoppingTest {
  private static final int SIZE = 10;

  private static Pool<ClassLabel> pool(int labelled) {
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      items.add(new Labelled<>(Instance.ofText("i" + i, "one two three"), new ClassLabel("a")));
    }
    List<Instance> all = items.stream().map(Labelled::instance).toList();
    return Pool.<ClassLabel>unlabelled(all).label(items.subList(0, labelled));
  }

  private static List<Iteration> history(int rounds, double accuracy) {
    List<Iteration> history = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      double score = i == rounds - 1 ? accuracy : 1;
      history.add(new Iteration(i, i + 1, SIZE - i - 1, 0, Map.of("accuracy", score), 1, 2, .5));
    }
    return history;
  }

  private static int words(Instance instance) {
    return instance.text().split(" ").length;
  }

  @Test
  void maximumLabels_atTheLimit_firesWithCounts() {
    StoppingCriterion criterion = Stopping.maximumLabels(4);
    assertEquals(Optional.empty(), criterion.reason(history(1, .5), pool(3)));
    assertEquals(
        Optional.of("the label budget is spent: 4 instances are labelled, the limit is 4"),
        criterion.reason(history(1, .5), pool(4)));
  }

  @Test
  void maximumRounds_atTheLimit_fires() {
    StoppingCriterion criterion = Stopping.maximumRounds(3);
    assertEquals(Optional.empty(), criterion.reason(history(2, .5), pool(2)));
    assertEquals(
        Optional.of("the round budget is spent: 3 rounds are done, the limit is 3"),
        criterion.reason(history(3, .5), pool(3)));
  }

  @Test
  void maximumTokens_reached_fires() {
    StoppingCriterion criterion = Stopping.maximumTokens(10, StoppingTest::words);
    assertEquals(Optional.empty(), criterion.reason(history(1, .5), pool(3)));
    assertEquals(
        Optional.of(
            "the token budget is spent: the labelled instances hold 12 tokens, the limit is 10"),
        criterion.reason(history(1, .5), pool(4)));
  }

  @Test
  void maximumCost_reached_fires() {
    StoppingCriterion criterion = Stopping.maximumCost(2, instance -> .5);
    assertEquals(Optional.empty(), criterion.reason(history(1, .5), pool(3)));
    assertEquals(
        Optional.of(
            "the cost budget is spent: the labelled instances cost 2.00, the limit is 2.00"),
        criterion.reason(history(1, .5), pool(4)));
  }

  @Test
  void maximumTime_sumOfRounds_fires() {
    StoppingCriterion criterion = Stopping.maximumTime(Duration.ofSeconds(7));
    assertEquals(Optional.empty(), criterion.reason(history(1, .5), pool(1)));
    assertEquals(
        Optional.of("the time budget is spent: the rounds took 7.0 s, the limit is 7.0 s"),
        criterion.reason(history(2, .5), pool(2)));
  }

  @Test
  void targetQuality_lastRound_decides() {
    StoppingCriterion criterion = Stopping.targetQuality("accuracy", .9);
    assertEquals(Optional.empty(), criterion.reason(history(2, .8999), pool(2)));
    assertEquals(
        Optional.of("the target is reached: accuracy is 0.9000, the target is 0.9000"),
        criterion.reason(history(2, .9), pool(2)));
  }

  @Test
  void targetQuality_ofAnError_firesAtOrBelowIt() {
    StoppingCriterion criterion = Stopping.targetQuality(Score.lower("accuracy"), .5);
    assertEquals(Optional.empty(), criterion.reason(history(2, .6), pool(2)));
    assertEquals(Optional.empty(), criterion.reason(history(2, Double.NaN), pool(2)));
    assertEquals(
        Optional.of("the target is reached: accuracy is 0.5000, the target is 0.5000"),
        criterion.reason(history(2, .5), pool(2)));
    assertTrue(criterion.reason(history(2, .4), pool(2)).isPresent());
  }

  @Test
  void targetQuality_unknownScore_listsThoseGiven() {
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> Stopping.targetQuality("f1", .9).reason(history(1, .5), pool(1)));
    assertEquals("no score 'f1' to stop by; the evaluator gives accuracy", error.getMessage());
  }

  @Test
  void or_and_combineReasons() {
    StoppingCriterion labels = Stopping.maximumLabels(4);
    StoppingCriterion rounds = Stopping.maximumRounds(2);
    assertEquals(
        Optional.of("the round budget is spent: 2 rounds are done, the limit is 2"),
        labels.or(rounds).reason(history(2, .5), pool(3)));
    assertEquals(Optional.empty(), labels.and(rounds).reason(history(2, .5), pool(3)));
  }

  private static List<Iteration> scores(String first, String second, double... values) {
    List<Iteration> history = new ArrayList<>();
    for (int i = 0; 2 * i < values.length; i++) {
      Map<String, Double> scores = Map.of(first, values[2 * i], second, values[2 * i + 1]);
      history.add(new Iteration(i, i + 1, SIZE - i - 1, 0, scores, 1, 2, .5));
    }
    return history;
  }

  @Test
  void and_partsThatFireInDifferentRounds_latches() {
    StoppingCriterion both = Stopping.targetQuality("a", .9).and(Stopping.targetQuality("b", .8));
    // a is reached in round 1 and lost again, b is reached in round 3
    List<Iteration> history = scores("a", "b", .5, .1, .95, .2, .6, .3, .7, .85, .2, .1);
    for (int rounds = 1; rounds <= 3; rounds++) {
      assertEquals(Optional.empty(), both.reason(history.subList(0, rounds), pool(rounds)));
    }
    String a = "the target is reached: a is 0.9500, the target is 0.9000 (in round 1)";
    String b = "the target is reached: b is 0.8500, the target is 0.8000";
    assertEquals(Optional.of(a + "; and " + b), both.reason(history.subList(0, 4), pool(4)));
    assertEquals(Optional.of(a + "; and " + b + " (in round 3)"), both.reason(history, pool(5)));
  }

  @Test
  void and_nested_latchesItsPartsAndNamesTheirRoundsOnce() {
    StoppingCriterion a = Stopping.targetQuality("a", .9);
    StoppingCriterion b = Stopping.targetQuality("b", .8);
    List<Iteration> history = scores("a", "b", .5, .9, .95, .2, .6, .3);
    assertEquals(
        Optional.of(
            "the target is reached: b is 0.9000, the target is 0.8000 (in round 0); and the"
                + " target is reached: a is 0.9500, the target is 0.9000 (in round 1); and the"
                + " label budget is spent: 4 instances are labelled, the limit is 3"),
        Stopping.targetQuality("b", .95)
            .or(b)
            .and(a)
            .and(Stopping.maximumLabels(3).or(Stopping.maximumRounds(9)))
            .reason(history, pool(4)));
  }

  @Test
  void and_budgetOfThePool_isAskedOfTheWholeHistoryOnly() {
    int[] asked = {0};
    StoppingCriterion tokens =
        Stopping.maximumTokens(
            1_000,
            instance -> {
              asked[0]++;
              return 1;
            });
    assertEquals(
        Optional.empty(), tokens.and(Stopping.maximumRounds(1)).reason(history(5, 1), pool(4)));
    assertEquals(4, asked[0]);
  }

  @Test
  void scoreCriteria_roundWithoutLabels_goOn() {
    Iteration none = new Iteration(0, 0, SIZE, 0, Map.of(), 1, 0, 0);
    Iteration first =
        new Iteration(1, 2, SIZE, 0, Map.of("accuracy", .5, StopSet.ENTROPY, .5), 1, 0, 0);
    for (StoppingCriterion criterion :
        List.of(
            Stopping.targetQuality("accuracy", .9),
            Stopping.confidence(.1),
            Stopping.stablePredictions(),
            Stopping.unchangedPredictions(0),
            Stopping.stableF(),
            Stopping.marginalReturn("accuracy", 1, 1, 1, 1))) {
      assertEquals(Optional.empty(), criterion.reason(List.of(none), pool(0)));
      assertEquals(Optional.empty(), criterion.reason(List.of(none, none), pool(0)));
      assertEquals(Optional.empty(), criterion.reason(List.of(none, first), pool(2)));
      assertFalse(
          StageSwitch.when("signal", criterion)
              .isReached(
                  new QueryContext(
                      2,
                      new SplittableRandom(1),
                      pool(2),
                      LabelSpace.of("a", "b"),
                      List.of(none, first))));
    }
  }

  @Test
  void factories_limitsThatAreNotPositive_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> Stopping.maximumLabels(0));
    assertThrows(IllegalArgumentException.class, () -> Stopping.maximumRounds(-1));
    assertThrows(IllegalArgumentException.class, () -> Stopping.maximumTokens(0, x -> 1));
    assertThrows(IllegalArgumentException.class, () -> Stopping.maximumCost(Double.NaN, x -> 1));
    assertThrows(IllegalArgumentException.class, () -> Stopping.maximumTime(Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class, () -> Stopping.targetQuality("accuracy", Double.NaN));
  }
}
