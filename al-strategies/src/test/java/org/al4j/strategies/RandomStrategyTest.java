package org.al4j.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.data.Instance;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Selection;
import org.junit.jupiter.api.Test;

class RandomStrategyTest {
  private static final List<Instance> POOL = Pools.random(6, 1);

  private static Selection draw(List<Instance> pool, Budget budget, long seed) {
    return Pools.select(Strategies.random(), new FakeModel(), pool, budget, seed);
  }

  @Test
  void select_manySeeds_everyOrderedPairIsEquallyLikely() {
    int draws = 30_000;
    Map<List<String>, Integer> counts =
        new TreeMap<>(java.util.Comparator.comparing(String::valueOf));
    for (long seed = 0; seed < draws; seed++) {
      counts.merge(draw(POOL, Budget.items(2), seed * 0x9e3779b97f4a7c15L).ids(), 1, Integer::sum);
    }
    assertEquals(30, counts.size());
    double expected = draws / 30.0;
    double chiSquare =
        counts.values().stream().mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
    // 99.9th percentile of chi-square with 29 degrees of freedom
    assertTrue(chiSquare < 58.30, "chi-square " + chiSquare);
  }

  @Test
  void select_sameSeed_choosesTheSameAndOtherSeedsDiffer() {
    List<Instance> pool = Pools.random(100, 2);
    List<String> first = draw(pool, Budget.items(10), 5).ids();
    assertEquals(first, draw(pool, Budget.items(10), 5).ids());
    assertNotEquals(first, draw(pool, Budget.items(10), 6).ids());
  }

  @Test
  void select_anyBudget_doesNotTouchTheModel() {
    FakeModel model = new FakeModel();
    Pools.select(Strategies.random(), model, POOL, Budget.items(3));
    assertEquals(0, model.passes);
    assertTrue(Strategies.random().needs().isEmpty());
  }

  @Test
  void select_budgetBeyondThePool_choosesEachOnce() {
    Selection all = draw(POOL, Budget.items(100), 1);
    assertEquals(6, all.items().size());
    assertEquals(6, new HashSet<>(all.ids()).size());
    assertTrue(Double.isNaN(all.items().get(0).utility()));
  }

  @Test
  void select_tokensAndCost_keepTheirRules() {
    assertEquals(4, draw(Pools.random(50, 1), Budget.tokens(10, x -> 3), 1).items().size());
    assertEquals(3, draw(Pools.random(50, 1), Budget.cost(10, x -> 3), 1).items().size());
  }
}
