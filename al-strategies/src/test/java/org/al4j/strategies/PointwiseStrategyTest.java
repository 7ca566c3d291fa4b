package org.al4j.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Budget;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Utility;
import org.junit.jupiter.api.Test;

class PointwiseStrategyTest {
  private static final QueryStrategy STRATEGY = Strategies.leastConfidence();

  private static List<String> ids(List<Instance> pool, Budget budget) {
    return Pools.select(STRATEGY, new FakeModel(), pool, budget).ids();
  }

  /** The whole ranking, by sorting everything. */
  private static List<Instance> ranking(List<Instance> pool) {
    Comparator<Instance> utility =
        Comparator.comparingDouble(
            x -> {
              float p = Float.parseFloat(x.attributes().getOrDefault("p", "0.5"));
              return Math.max(p, 1 - p);
            });
    return pool.stream().sorted(utility.thenComparing(Instance::id)).toList();
  }

  private static List<String> prefix(List<Instance> ranking, double limit, boolean crossing) {
    List<String> ids = new ArrayList<>();
    double sum = 0;
    for (Instance x : ranking) {
      double after = sum + Pools.weight(x);
      if (crossing ? sum >= limit : after > limit) {
        return ids;
      }
      ids.add(x.id());
      sum = after;
    }
    return ids;
  }

  @Test
  void select_items_takesLargestUtilitiesAndSmallerIdsAmongTies() {
    List<Instance> pool =
        List.of(
            Pools.instance("d", .75, 1),
            Pools.instance("c", .25, 1),
            Pools.instance("b", .5, 1),
            Pools.instance("a", .9, 1),
            Pools.instance("e", .75, 1));
    assertEquals(List.of("b", "c", "d"), ids(pool, Budget.items(3)));
  }

  @Test
  void select_items_carriesTheUtility() {
    List<Instance> pool = List.of(Pools.instance("a", .75, 1), Pools.instance("b", .5, 1));
    var items = Pools.select(STRATEGY, new FakeModel(), pool, Budget.items(2)).items();
    assertEquals(.5, items.get(0).utility());
    assertEquals(.25, items.get(1).utility());
  }

  @Test
  void select_everyBudget_equalsSortingEverything() {
    for (long seed = 0; seed < 40; seed++) {
      List<Instance> pool = Pools.random(60, seed);
      List<Instance> ranking = ranking(pool);
      for (int limit : new int[] {1, 2, 5, 17, 60, 1000}) {
        assertEquals(
            ranking.stream().limit(limit).map(Instance::id).toList(),
            ids(pool, Budget.items(limit)));
        assertEquals(
            prefix(ranking, limit, true),
            ids(pool, Budget.tokens(limit, x -> (int) Pools.weight(x))));
        assertEquals(prefix(ranking, limit, false), ids(pool, Budget.cost(limit, Pools::weight)));
      }
    }
  }

  @Test
  void select_tokens_includesTheCrossingItemAndStops() {
    List<Instance> pool =
        List.of(Pools.instance("a", .5, 3), Pools.instance("b", .6, 4), Pools.instance("c", .7, 1));
    assertEquals(List.of("a", "b"), ids(pool, Budget.tokens(5, x -> (int) Pools.weight(x))));
    assertEquals(List.of("a"), ids(pool, Budget.tokens(3, x -> (int) Pools.weight(x))));
  }

  @Test
  void select_cost_stopsBeforeTheCrossingItemEvenIfALaterOneFits() {
    List<Instance> pool =
        List.of(Pools.instance("a", .5, 3), Pools.instance("b", .6, 4), Pools.instance("c", .7, 1));
    assertEquals(List.of("a"), ids(pool, Budget.cost(5, Pools::weight)));
    assertEquals(List.of("a", "b"), ids(pool, Budget.cost(7, Pools::weight)));
    assertEquals(List.of(), ids(pool, Budget.cost(2.5, Pools::weight)));
  }

  /** In double precision {@code 1e18 + 100 - 1e18} is 128. */
  @Test
  void select_costWithAHugePrice_keepsTheSumOfTheOthersExact() {
    List<Instance> pool =
        List.of(
            Pools.instance("a", .9, 1e18),
            Pools.instance("b", .5, 100),
            Pools.instance("c", .5, 5));
    assertEquals(List.of("b", "c"), ids(pool, Budget.cost(110, Pools::weight)));
  }

  @Test
  void select_anyBudget_makesOnePassOverEachCandidate() {
    FakeModel model = new FakeModel();
    Pools.select(STRATEGY, model, Pools.random(100, 1), Budget.items(10));
    assertEquals(1, model.passes);
    assertEquals(100, model.instances);
  }

  @Test
  void select_shuffledPool_choosesTheSame() {
    List<Instance> pool = new ArrayList<>(Pools.random(200, 3));
    List<String> expected = ids(pool, Budget.items(20));
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(pool, new Random(seed));
      assertEquals(expected, ids(pool, Budget.items(20)));
    }
  }

  @Test
  void select_constantScores_takesSmallestIds() {
    List<Instance> pool = new ArrayList<>();
    for (int i = 9; i >= 0; i--) {
      pool.add(Pools.instance("i" + i, .5, 1));
    }
    assertEquals(List.of("i0", "i1", "i2"), ids(pool, Budget.items(3)));
  }

  @Test
  void select_noCandidates_choosesNothingWithoutAPass() {
    FakeModel model = new FakeModel();
    assertTrue(Pools.select(STRATEGY, model, List.of(), Budget.items(3)).items().isEmpty());
    assertEquals(0, model.passes);
  }

  @Test
  void select_oneCandidateOrBudgetOfThePool_choosesAll() {
    assertEquals(List.of("a"), ids(List.of(Pools.instance("a", .5, 1)), Budget.items(1)));
    assertEquals(60, ids(Pools.random(60, 2), Budget.items(60)).size());
  }

  @Test
  void select_nanUtility_isRefusedByInstance() {
    Utility broken =
        new Utility() {
          @Override
          public Set<Output> needs() {
            return Set.of(Output.PROBABILITIES);
          }

          @Override
          public void score(Outputs in, double[] out) {
            for (int i = 0; i < in.size(); i++) {
              out[i] = in.instances().get(i).id().equals("i0003") ? Double.NaN : i;
            }
          }
        };
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () ->
                Pools.select(
                    Strategies.pointwise(broken),
                    new FakeModel(),
                    Pools.random(9, 1),
                    Budget.items(1)));
    assertTrue(
        error.getMessage().startsWith("the utility of instance 'i0003' is NaN"),
        error.getMessage());
  }

  @Test
  void select_modelThatDropsInstances_isRefused() {
    FakeModel model = new FakeModel();
    model.truncated = true;
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> Pools.select(STRATEGY, model, Pools.random(9, 1), Budget.items(1)));
    assertTrue(error.getMessage().contains("9 wanted, 8 received"), error.getMessage());
  }

  @Test
  void select_negativeOrNanPrice_isRefusedByInstance() {
    for (double price : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      InvalidInputException error =
          assertThrows(
              InvalidInputException.class,
              () -> ids(List.of(Pools.instance("a", .5, 1)), Budget.cost(5, x -> price)));
      assertTrue(error.getMessage().contains("instance 'a'"), error.getMessage());
    }
  }
}
