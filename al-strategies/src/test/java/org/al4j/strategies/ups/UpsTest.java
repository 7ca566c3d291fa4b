package org.al4j.strategies.ups;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.RoundContext;
import org.al4j.strategies.uncertainty.LeastConfidence;
import org.junit.jupiter.api.Test;

class UpsTest {
  private static final UpsSettings PAPER = UpsSettings.paper();

  private static Pool<ClassLabel> pool(int size) {
    List<Instance> instances = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      instances.add(Instance.ofText(String.format(Locale.ROOT, "i%06d", i), "a b c"));
    }
    return Pool.unlabelled(instances);
  }

  private static UpsSettings settings(double gamma, double temperature) {
    return new UpsSettings(new LeastConfidence(), gamma, temperature, FullRounds.listed(0));
  }

  private static RoundContext round(int round, Budget budget) {
    return new RoundContext(round, new SplittableRandom(1000 + round), budget);
  }

  private static Candidates choose(Ups policy, Pool<?> pool, int round, int batch) {
    return policy.choose(pool, round(round, Budget.items(batch)));
  }

  /** Plays round 1, in which everything is scored. */
  private static Ups scored(Ups policy, Pool<?> pool, IntToDoubleFunction score) {
    observe(policy, choose(policy, pool, 1, 1), score);
    return policy;
  }

  private static void observe(Ups policy, Candidates candidates, IntToDoubleFunction score) {
    for (int i = 0; i < candidates.size(); i++) {
      policy.observe(candidates.ordinal(i), score.applyAsDouble(candidates.ordinal(i)));
    }
  }

  private static Set<Integer> ordinals(Candidates candidates) {
    Set<Integer> ordinals = new TreeSet<>();
    for (int i = 0; i < candidates.size(); i++) {
      ordinals.add(candidates.ordinal(i));
    }
    return ordinals;
  }

  @Test
  void expectedShare_largePools_isThePapers() {
    assertEquals(0.110, settings(.1, .01).expectedShare(), 5e-4);
    assertEquals(0.350, settings(.25, .1).expectedShare(), 5e-4);
    assertEquals(0.350, settings(.25, .1).expectedShare(1_000_000), 5e-4);
  }

  @Test
  void expectedShare_hundredInstances_isAbove() {
    assertEquals(0.116, PAPER.expectedShare(100), 5e-4);
  }

  @Test
  void factor_fifteenQueriesOfThePaper_is29AndAScheduledOneIs91() {
    assertEquals(9.1, 1 / PAPER.expectedShare(), .05);
    double passes = 0;
    for (int query = 0; query < 15; query++) {
      passes += PAPER.fullRounds().contains(query) ? 1 : PAPER.expectedShare();
    }
    assertEquals(2.9, 15 / passes, .05);
  }

  @Test
  void choose_twentyThousand_keepsTheExpectedShareWithinFiveDeviations() {
    int n = 20_000;
    for (UpsSettings settings : List.of(settings(.1, .01), settings(.25, .1))) {
      double variance = 0;
      for (int rank = 0; rank < n; rank++) {
        variance += settings.chance(rank, n) * (1 - settings.chance(rank, n));
      }
      Pool<ClassLabel> pool = pool(n);
      Ups policy = scored(Ups.of(settings), pool, ordinal -> ordinal % 997);
      int kept = choose(policy, pool, 2, 1).size();
      double expected = settings.expectedShare(n) * n;
      assertTrue(Math.abs(kept - expected) < 5 * Math.sqrt(variance), kept + " of " + expected);
    }
  }

  @Test
  void choose_sampledRound_keepsTheMostUncertainForSureAndThinsOut() {
    Pool<ClassLabel> pool = pool(1000);
    Ups policy = scored(Ups.of(PAPER), pool, ordinal -> (ordinal * 7919 % 1000) / 1000.0);
    Set<Integer> kept = ordinals(choose(policy, pool, 3, 1));
    int last = 0;
    for (int ordinal = 0; ordinal < 1000; ordinal++) {
      int rank = 999 - ordinal * 7919 % 1000;
      if (rank <= 100) {
        assertTrue(kept.contains(ordinal), "rank " + rank);
      }
      last = kept.contains(ordinal) ? Math.max(last, rank) : last;
    }
    assertTrue(last > 100 && last < 200, "last rank " + last);
  }

  @Test
  void choose_fullRoundsAndRoundZero_takeEverything() {
    Pool<ClassLabel> pool = pool(500);
    Ups policy = Ups.of(PAPER);
    assertEquals(500, choose(policy, pool, 0, 5).size());
    List<Integer> full = new ArrayList<>();
    for (int round = 1; round <= 15; round++) {
      Candidates candidates = choose(policy, pool, round, 5);
      observe(policy, candidates, ordinal -> ordinal);
      if (candidates.size() == 500) {
        full.add(round - 1);
      }
    }
    assertEquals(List.of(0, 1, 4, 8), full);
  }

  @Test
  void choose_nothingKnown_takesEverythingWhateverTheSchedule() {
    Ups policy = Ups.of(new UpsSettings(new LeastConfidence(), .1, .01, FullRounds.listed(9)));
    assertEquals(300, choose(policy, pool(300), 1, 5).size());
  }

  @Test
  void choose_neverScored_isAlwaysACandidate() {
    Pool<ClassLabel> pool = pool(1000);
    Ups policy = Ups.of(PAPER);
    choose(policy, pool, 1, 1);
    for (int ordinal = 0; ordinal < 400; ordinal++) {
      policy.observe(ordinal, 5);
    }
    Set<Integer> kept = ordinals(choose(policy, pool, 3, 1));
    for (int ordinal = 400; ordinal < 1000; ordinal++) {
      assertTrue(kept.contains(ordinal));
    }
  }

  @Test
  void choose_rest_keepsItsLastScore() {
    Pool<ClassLabel> pool = pool(1000);
    Ups policy = scored(Ups.of(settings(.1, .001)), pool, ordinal -> ordinal);
    Candidates second = choose(policy, pool, 2, 1);
    observe(policy, second, ordinal -> -1); // what was on top is certain now
    Set<Integer> third = ordinals(choose(policy, pool, 3, 1));
    assertTrue(third.contains(899 - 20) && third.contains(850));
    assertFalse(third.contains(999));
  }

  @Test
  void choose_drawBelowTheBatch_isToppedUpByRankAndSaysSo() {
    Pool<ClassLabel> pool = pool(100);
    Ups policy = scored(Ups.of(settings(0, 1e-9)), pool, ordinal -> ordinal);
    assertEquals(Set.of(99, 98, 97, 96, 95, 94, 93), ordinals(choose(policy, pool, 2, 7)));
    UpsRound told = policy.report().rounds().get(1);
    assertEquals(new UpsRound(2, false, 100, 7, 6, 0), told);
    assertTrue(policy.report().toString().endsWith("; topped up to the batch in 1 rounds"));
  }

  @Test
  void choose_tokenBudget_isToppedUpToItsTokens() {
    Pool<ClassLabel> pool = pool(100);
    Ups policy = scored(Ups.of(settings(0, 1e-9)), pool, ordinal -> -ordinal);
    Candidates candidates = policy.choose(pool, round(2, Budget.tokens(10, instance -> 3)));
    assertEquals(Set.of(0, 1, 2, 3), ordinals(candidates));
  }

  @Test
  void choose_batchAboveThePool_takesEverything() {
    Pool<ClassLabel> pool = pool(30);
    Ups policy = scored(Ups.of(PAPER), pool, ordinal -> ordinal);
    assertEquals(30, choose(policy, pool, 3, 100).size());
  }

  @Test
  void choose_oneInstance_takesIt() {
    Pool<ClassLabel> pool = pool(1);
    Ups policy = scored(Ups.of(PAPER), pool, ordinal -> ordinal);
    assertEquals(1, choose(policy, pool, 3, 1).size());
  }

  @Test
  void choose_sameRoundAgain_startsFromTheSameScores() {
    Pool<ClassLabel> pool = pool(500);
    Ups policy = scored(Ups.of(PAPER), pool, ordinal -> ordinal);
    Candidates first = choose(policy, pool, 3, 1);
    observe(policy, first, ordinal -> -ordinal); // then the round failed
    assertEquals(ordinals(first), ordinals(choose(policy, pool, 3, 1)));
    assertEquals(2, policy.report().rounds().size());
  }

  @Test
  void choose_usedInAnotherRun_isRefused() {
    Ups policy = scored(Ups.of(PAPER), pool(10), ordinal -> ordinal);
    choose(policy, pool(10), 2, 1);
    assertThrows(IllegalStateException.class, () -> choose(policy, pool(10), 0, 1));
    assertThrows(IllegalStateException.class, () -> choose(policy, pool(9), 3, 1));
  }

  /** What a pool has grown by stands behind, and nothing is known of it. */
  @Test
  void choose_grownPool_looksAtWhatIsNewForSure() {
    Pool<ClassLabel> pool = pool(1000);
    Ups policy = scored(Ups.of(settings(.1, .001)), pool, ordinal -> ordinal);
    choose(policy, pool, 2, 1);
    List<Instance> more = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      more.add(Instance.ofText("a new text " + i, "text"));
    }
    Set<Integer> kept = ordinals(choose(policy, pool.grow(more), 3, 1));
    for (int ordinal = 1000; ordinal < 1030; ordinal++) {
      assertTrue(kept.contains(ordinal), "ordinal " + ordinal);
    }
    assertTrue(kept.contains(999) && kept.size() < 400, kept::toString);
  }

  @Test
  void restore_savedState_goesOnAsIfUndisturbed() {
    Pool<ClassLabel> pool = pool(2000);
    Ups undisturbed = scored(Ups.of(PAPER), pool, ordinal -> ordinal * 31 % 1999 / 7.0);
    Ups resumed = Ups.of(PAPER);
    resumed.restore(undisturbed.state().orElseThrow());
    for (int round = 2; round < 8; round++) {
      Candidates expected = choose(undisturbed, pool, round, 5);
      Candidates found = choose(resumed, pool, round, 5);
      assertEquals(ordinals(expected), ordinals(found));
      int now = round;
      observe(undisturbed, expected, ordinal -> ordinal * now % 101 / 3.0);
      observe(resumed, found, ordinal -> ordinal * now % 101 / 3.0);
      assertArrayEquals(undisturbed.state().orElseThrow(), resumed.state().orElseThrow());
    }
    assertEquals(undisturbed.report(), resumed.report());
  }

  @Test
  void state_beforeAnyModel_isEmptyAndThenFourBytesAnInstance() {
    Ups policy = Ups.of(PAPER);
    choose(policy, pool(1000), 0, 5);
    assertEquals(Optional.empty(), policy.state());
    choose(policy, pool(1000), 1, 5);
    assertEquals(16 + 24 + 4000, policy.state().orElseThrow().length);
  }

  @Test
  void lastScore_restoredFromAQuery_isWhatItsModelSaid() {
    Pool<ClassLabel> pool = pool(3);
    Ups policy = Ups.of(new UpsSettings(new LeastConfidence(), 0.1, 0.01, FullRounds.every(1)));
    assertEquals(OptionalDouble.empty(), policy.lastScore(0));
    scored(policy, pool, ordinal -> ordinal);
    byte[] first = policy.state().orElseThrow();
    observe(policy, choose(policy, pool, 2, 1), ordinal -> 10 - ordinal);
    assertEquals(OptionalDouble.of(8), policy.lastScore(2));

    Ups before = Ups.of(PAPER);
    before.restore(first);
    assertEquals(OptionalDouble.of(2), before.lastScore(2));
    assertEquals(OptionalDouble.empty(), before.lastScore(3)); // beyond the pool
  }

  @Test
  void restore_tornState_isRefused() {
    byte[] state = scored(Ups.of(PAPER), pool(10), ordinal -> ordinal).state().orElseThrow();
    for (int length : new int[] {0, 3, 16, state.length - 1}) {
      byte[] torn = java.util.Arrays.copyOf(state, length);
      assertThrows(InvalidInputException.class, () -> Ups.of(PAPER).restore(torn));
    }
  }

  @Test
  void report_passes_areThoseObserved() {
    Pool<ClassLabel> pool = pool(1000);
    Ups policy = scored(Ups.of(PAPER), pool, ordinal -> ordinal);
    Candidates second = choose(policy, pool, 3, 1);
    observe(policy, second, ordinal -> ordinal);
    UpsReport report = policy.report();
    assertEquals(2000, report.fullPasses());
    assertEquals(1000 + second.size(), report.passes());
    assertEquals(1000 - second.size(), report.saved());
    assertEquals(2000.0 / report.passes(), report.factor());
  }

  @Test
  void baselines_sampledRound_keepTheExpectedNumber() {
    Pool<ClassLabel> pool = pool(1000);
    int expected = (int) Math.round(PAPER.expectedShare(1000) * 1000);
    Ups top = scored(Ups.topShare(PAPER), pool, ordinal -> ordinal);
    Set<Integer> best = ordinals(choose(top, pool, 3, 1));
    assertEquals(expected, best.size());
    assertTrue(best.contains(999) && !best.contains(999 - expected));
    Ups random = scored(Ups.randomSubsample(PAPER), pool, ordinal -> ordinal);
    Set<Integer> some = ordinals(choose(random, pool, 3, 1));
    assertEquals(expected, some.size());
    some.retainAll(best);
    assertTrue(some.size() < 35, "about a ninth is on top: " + some.size());
  }

  @Test
  void randomSubsample_manyDraws_keepsEachAlike() {
    Pool<ClassLabel> pool = pool(50);
    int[] counts = new int[50];
    int draws = 4000;
    for (int seed = 0; seed < draws; seed++) {
      Ups policy = scored(Ups.randomSubsample(settings(.2, .1)), pool, ordinal -> ordinal);
      RoundContext round = new RoundContext(2, new SplittableRandom(seed), Budget.items(1));
      ordinals(policy.choose(pool, round)).forEach(ordinal -> counts[ordinal]++);
    }
    double share = Math.round(settings(.2, .1).expectedShare(50) * 50) / 50.0;
    for (int count : counts) {
      assertEquals(share * draws, count, 5 * Math.sqrt(draws * share * (1 - share)));
    }
  }

  @Test
  void choose_constantScores_keepsTheSmallestOrdinals() {
    Pool<ClassLabel> pool = pool(100);
    Ups policy = scored(Ups.topShare(PAPER), pool, ordinal -> ordinal % 2 == 0 ? 0.0 : -0.0);
    Set<Integer> kept = ordinals(choose(policy, pool, 3, 1));
    Set<Integer> expected = new HashSet<>();
    for (int ordinal = 0; ordinal < kept.size(); ordinal++) {
      expected.add(ordinal);
    }
    assertEquals(expected, kept);
  }

  @Test
  void describe_settings_namesThemAll() {
    assertEquals(
        "Ups(ups, LeastConfidence[], gamma=0.1, T=0.01, full=[0, 1, 4, 8])",
        Ups.of(PAPER).describe());
    assertEquals(
        "Ups(top, LeastConfidence[], gamma=0.2, T=0.1, full=every 3)",
        Ups.topShare(new UpsSettings(new LeastConfidence(), .2, .1, FullRounds.every(3)))
            .describe());
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> settings(1.1, .1));
    assertThrows(IllegalArgumentException.class, () -> settings(Double.NaN, .1));
    assertThrows(IllegalArgumentException.class, () -> settings(.1, 0));
    assertThrows(IllegalArgumentException.class, () -> FullRounds.every(0));
    assertThrows(IllegalArgumentException.class, () -> FullRounds.listed(-1));
  }
}
