package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.pool.Pool;
import org.junit.jupiter.api.Test;

/**
 * What every stopping criterion must keep, so that a run that was broken off ends where an
 * undisturbed one would. Extend it, say which criterion and when it fires, and the tests are
 * inherited.
 *
 * <p>The contract's run has 200 texts of six words and twelve rounds, numbered from 0, each of
 * which labels ten texts and takes 2 seconds: 0.5 to select, 1 to train, 0.5 to evaluate.
 */
public abstract class StoppingCriterionContract {
  /** How many rounds the contract's run has. */
  protected static final int ROUNDS = 12;

  private static final int BATCH = 10;
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(200, 3, 23);
  private static final StoppingCriterion NEVER = (history, pool) -> Optional.empty();
  private static final StoppingCriterion ALWAYS = (history, pool) -> Optional.of("always");

  /** The contract's tests are inherited. */
  protected StoppingCriterionContract() {}

  /** A new criterion under test. */
  protected abstract StoppingCriterion criterion();

  /** After how many rounds of the contract's run it fires first, from 2 to {@link #ROUNDS}. */
  protected abstract int firesAfter();

  /** The scores of a round; by default an accuracy of 0.50 in round 0 and 0.04 more each round. */
  protected Map<String, Double> scores(int round) {
    return Map.of("accuracy", (50 + 4 * round) / 100.0);
  }

  private List<Iteration> history(int rounds) {
    List<Iteration> history = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      int labelled = BATCH * (round + 1);
      int unlabelled = DATA.items().size() - labelled;
      history.add(new Iteration(round, labelled, unlabelled, 0, scores(round), 0.5, 1, 0.5));
    }
    return List.copyOf(history);
  }

  private static Pool<ClassLabel> pool(int rounds) {
    return Pool.<ClassLabel>unlabelled(instances()).label(DATA.items().subList(0, BATCH * rounds));
  }

  private static List<Instance> instances() {
    return DATA.items().stream().map(Labelled::instance).toList();
  }

  private Optional<String> reason(StoppingCriterion criterion, int rounds) {
    return criterion.reason(history(rounds), pool(rounds));
  }

  @Test
  void reason_untilItFires_isEmptyThenOneLine() {
    for (int rounds = 1; rounds < firesAfter(); rounds++) {
      assertEquals(Optional.empty(), reason(criterion(), rounds), "after " + rounds + " rounds");
    }
    String reason = reason(criterion(), firesAfter()).orElse("");
    assertFalse(reason.isBlank(), "it does not fire after " + firesAfter() + " rounds");
    assertEquals(1, reason.lines().count(), reason);
  }

  /** It has no memory: what it said before, and how often it was asked, changes nothing. */
  @Test
  void reason_oneCriterionAskedAgainAndAgain_saysWhatANewOneSays() {
    StoppingCriterion asked = criterion();
    for (int rounds : new int[] {ROUNDS, 1, firesAfter(), firesAfter() - 1, firesAfter()}) {
      assertEquals(reason(criterion(), rounds), reason(asked, rounds), rounds + " rounds");
    }
  }

  @Test
  void latched_onceItFired_stays() {
    for (int rounds = 1; rounds <= ROUNDS; rounds++) {
      Optional<String> latched = criterion().latched(history(rounds), pool(rounds));
      assertEquals(rounds >= firesAfter(), latched.isPresent(), "after " + rounds + " rounds");
    }
  }

  @Test
  void reason_roundWithoutLabels_goesOn() {
    List<Iteration> history = List.of(new Iteration(0, 0, 200, 0, Map.of(), 0.5, 0, 0));
    assertEquals(Optional.empty(), criterion().reason(history, pool(0)));
  }

  @Test
  void allows_anyQuery_isABeginningOfIt() {
    for (int rounds = 1; rounds <= ROUNDS; rounds++) {
      List<Instance> query = instances().subList(BATCH * rounds, BATCH * rounds + 30);
      int allowed = criterion().allows(query, pool(rounds));
      assertTrue(allowed >= 0 && allowed <= query.size(), allowed + " of " + query.size());
      for (int size = 0; size <= query.size(); size += 6) {
        assertEquals(
            Math.min(size, allowed),
            criterion().allows(query.subList(0, size), pool(rounds)),
            "of a shorter query as many");
      }
    }
  }

  @Test
  void orAnd_others_fireWithTheFirstAndWithTheLast() {
    for (int rounds = 1; rounds <= ROUNDS; rounds++) {
      Optional<String> alone = reason(criterion(), rounds);
      assertEquals(alone, reason(criterion().or(NEVER), rounds));
      assertEquals(alone, reason(NEVER.or(criterion()), rounds));
      assertTrue(reason(criterion().or(ALWAYS), rounds).isPresent());
      assertEquals(Optional.empty(), reason(criterion().and(NEVER), rounds));
      assertEquals(rounds >= firesAfter(), reason(criterion().and(ALWAYS), rounds).isPresent());
    }
  }
}
