package org.al4j.strategies.named;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.Iteration;
import org.al4j.core.pool.Pool;
import org.al4j.metrics.Score;
import org.al4j.strategies.stopping.StopSet;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedCriterionTest {
  private static final Score MAIN = Score.higher("accuracy");
  private static final Pool<ClassLabel> POOL =
      Pool.of(FakeTexts.dataset(20, 2, 1)); // all 20 are labelled

  /** Three rounds of 10 labels and 2 seconds; every comparison is as good as it can be. */
  private static List<Iteration> history() {
    return List.of(round(0), round(1), round(2), round(3));
  }

  private static Iteration round(int number) {
    return new Iteration(
        number,
        10 + 10 * number,
        900,
        0,
        Map.of(
            "accuracy",
            0.6 + 0.1 * number,
            "rmse",
            0.5,
            StopSet.KAPPA,
            1.0,
            StopSet.BOUND,
            0.0,
            StopSet.CHANGED,
            0.0,
            StopSet.DELTA_F,
            0.0,
            StopSet.ENTROPY,
            0.05),
        1,
        1,
        0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stable-predictions | true | 3",
        "stable-predictions(window=2) | true | 2",
        "bounded-change(change=0.01,window=4) | true | 4",
        "stable-f(window=1) | true | 1",
        "unchanged-predictions | true | 1",
        "confidence(entropy=0.2) | true | 1",
        "target(value=0.7) | false | 2",
        "target(value=0.7,score=rmse) | false | 0",
        "max-labels(count=20) | false | 1",
        "max-labels(count=21) | false | 0",
        "max-cost(limit=2,price=0.1) | false | 1",
        "max-time(seconds=5.5) | false | 3",
        "marginal-return(worth=10,price=1,rounds=2) | false | 3",
      })
  void of_anyName_stopsWhenItSays(String description, boolean stopSet, int rounds) {
    NamedCriterion named = NamedCriterion.of(description, MAIN);

    assertEquals(stopSet, named.needsStopSet());
    int fired = 0;
    for (int round = 1; round <= 4 && fired == 0; round++) {
      Optional<String> why = named.criterion().reason(history().subList(0, round), POOL);
      fired = why.isPresent() ? round : 0;
    }
    assertEquals(rounds, fired);
  }

  @Test
  void of_lessIsBetter_targetIsReachedFromAbove() {
    NamedCriterion named = NamedCriterion.of("target(value=0.6)", Score.lower("rmse"));
    assertTrue(named.criterion().reason(history(), POOL).isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "never | unknown stopping criterion 'never'; known: stable-predictions, bounded-change,",
        "max-labels | max-labels needs the parameter 'count': a number of labels",
        "max-labels(count=0) | max-labels: count must be a whole number of at least 1, found '0'",
        "bounded-change(change=1) | bounded-change: change must be a number between 0 and 1,",
        "bounded-change(windows=2) | bounded-change has no parameter 'windows'; nearest: window;",
        "stable-predictions(kappa=0) | stable-predictions: kappa must be a number above 0",
        "max-cost(limit=3) | max-cost needs the parameter 'price': what a label costs",
        "max-time(seconds=-1) | max-time: seconds must be a positive number, found '-1'",
        "target() | target needs the parameter 'value': a score",
      })
  void of_wrong_isRefusedInOneLine(String description, String says) {
    String said =
        assertThrows(InvalidInputException.class, () -> NamedCriterion.of(description, MAIN))
            .getMessage();
    assertTrue(said.startsWith(says), said);
    assertEquals(1, said.lines().count());
  }

  @Test
  void of_returnOnAnError_isRefused() {
    assertThrows(
        InvalidInputException.class,
        () -> NamedCriterion.of("marginal-return(worth=1,price=1)", Score.lower("rmse")));
  }

  @Test
  void known_each_canBeMadeWithItsParameters() {
    assertEquals(10, NamedCriterion.known().size());
    for (KnownCriterion one : NamedCriterion.known()) {
      String given = one.parameters().replace("score=", "score=accuracy");
      String all = given.replaceAll("=(?=,|$)", "=1");
      assertEquals(
          one.needsStopSet(), NamedCriterion.of(one.name() + "(" + all + ")", MAIN).needsStopSet());
    }
  }
}
