package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.RoundContext;
import org.al4j.core.settings.Settings;
import org.junit.jupiter.api.Test;

/**
 * What every candidate policy must keep, so that a query finds what it needs and a run that was
 * broken off looks at the same candidates as an undisturbed one. Extend it, implement {@link
 * #policy()}, and the tests are inherited.
 */
public abstract class CandidatePolicyContract {
  private static final int COUNT = 120;
  private static final int BATCH = 5;
  private static final int ROUNDS = 6;

  /** The contract's tests are inherited. */
  protected CandidatePolicyContract() {}

  /** A new policy under test, as at the beginning of a run. */
  protected abstract CandidatePolicy policy();

  private static Dataset<ClassLabel> data() {
    return FakeTexts.dataset(COUNT, 3, 17);
  }

  private static Pool<ClassLabel> pool(int labelled) {
    return Pool.<ClassLabel>unlabelled(data().items().stream().map(Labelled::instance).toList())
        .label(data().items().subList(0, labelled));
  }

  private static RoundContext round(int round, Budget budget) {
    return new RoundContext(round, new Seeds(5).generator("candidates", round), budget);
  }

  /** The ids of a round's candidates, each of which is then scored if the policy wants it. */
  private static List<String> turn(CandidatePolicy policy, int round) {
    Pool<ClassLabel> pool = pool(BATCH * round);
    Candidates candidates = policy.choose(pool, round(round, Budget.items(BATCH)));
    List<String> ids = ids(candidates);
    if (round > 0 && policy.utility().isPresent()) {
      for (int i = 0; i < candidates.size(); i++) {
        int ordinal = candidates.ordinal(i);
        policy.observe(ordinal, utility(ordinal, round));
      }
    }
    return ids;
  }

  private static double utility(int ordinal, int round) {
    return Math.floorMod(31 * ordinal + 7 * round, 101) / 101.0;
  }

  private static List<String> ids(Candidates candidates) {
    List<String> ids = new ArrayList<>();
    candidates.forEach(instance -> ids.add(instance.id()));
    return ids;
  }

  private static List<List<String>> turns(CandidatePolicy policy, int from) {
    List<List<String>> turns = new ArrayList<>();
    for (int round = from; round < ROUNDS; round++) {
      turns.add(turn(policy, round));
    }
    return turns;
  }

  @Test
  void settings_twoPolicies_areToldAndEqualForEqualOnes() {
    assertTrue(
        Settings.areKnown(policy()), "a run that is kept must know what it is set to: settings()");
    assertEquals(policy().settings(), policy().settings());
    assertEquals(1, policy().describe().lines().count(), policy().describe());
  }

  @Test
  void choose_everyRound_givesUnlabelledInstancesOnce() {
    CandidatePolicy policy = policy();
    for (int round = 0; round < ROUNDS; round++) {
      List<String> ids = turn(policy, round);
      Pool<ClassLabel> pool = pool(BATCH * round);
      assertEquals(ids.size(), new HashSet<>(ids).size(), "a candidate came twice");
      for (String id : ids) {
        assertTrue(pool.isUnlabelled(pool.corpus().ordinal(id)), id + " is not unlabelled");
      }
    }
  }

  @Test
  void choose_anyBudget_givesAsManyAsItNeeds() {
    Pool<ClassLabel> pool = pool(2 * BATCH);
    for (int count : new int[] {1, 40, COUNT - 2 * BATCH, 10 * COUNT}) {
      CandidatePolicy policy = policy();
      turn(policy, 0);
      turn(policy, 1);
      int found = policy.choose(pool, round(2, Budget.items(count))).size();
      assertTrue(
          found >= Math.min(count, pool.unlabelledCount()), found + " candidates for " + count);
    }
  }

  @Test
  void choose_budgetOfTokens_isReached() {
    CandidatePolicy policy = policy();
    turn(policy, 0);
    turn(policy, 1);
    Candidates found = policy.choose(pool(2 * BATCH), round(2, Budget.tokens(300, text -> 6)));
    assertTrue(found.size() >= 50, found.size() + " candidates of 6 tokens for 300");
  }

  @Test
  void choose_nothingLeft_givesNothing() {
    assertEquals(0, policy().choose(pool(COUNT), round(1, Budget.items(BATCH))).size());
  }

  /** What is set aside by hand, the budget or the strategy is none of the pool's unlabelled. */
  @Test
  void choose_instancesSetAside_leavesThemOut() {
    CandidatePolicy policy = policy();
    turn(policy, 0);
    Pool<ClassLabel> pool = pool(BATCH);
    Instance aside = pool.corpus().get(firstUnlabelled(pool));
    Pool<ClassLabel> rest = pool.skip(List.of(aside.id()));
    assertTrue(!ids(policy.choose(rest, round(1, Budget.items(BATCH)))).contains(aside.id()));
  }

  private static int firstUnlabelled(Pool<?> pool) {
    PrimitiveIterator.OfInt all = pool.unlabelledOrdinals();
    return all.nextInt();
  }

  @Test
  void choose_sameSeedAndPast_givesTheSame() {
    assertEquals(turns(policy(), 0), turns(policy(), 0));
  }

  @Test
  void restore_state_goesOnAsIfUndisturbed() {
    List<List<String>> undisturbed = turns(policy(), 0);
    for (int stop = 1; stop < ROUNDS; stop++) {
      CandidatePolicy before = policy();
      for (int round = 0; round < stop; round++) {
        turn(before, round);
      }
      Optional<byte[]> state = before.state().map(byte[]::clone);
      CandidatePolicy resumed = policy();
      state.ifPresent(resumed::restore);
      assertEquals(
          undisturbed.subList(stop, ROUNDS), turns(resumed, stop), "broken off after " + stop);
    }
  }

  @Test
  void state_twice_isTheSame() {
    CandidatePolicy policy = policy();
    turn(policy, 0);
    turn(policy, 1);
    assertEquals(hex(policy.state()), hex(policy.state()));
  }

  private static String hex(Optional<byte[]> state) {
    return state.map(bytes -> HexFormat.of().formatHex(bytes)).orElse("none");
  }
}
