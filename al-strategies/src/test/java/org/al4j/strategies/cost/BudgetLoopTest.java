package org.al4j.strategies.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.named.QueryPlan;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;

/** Budgets inside the loop, some texts being dearer than a whole query. */
class BudgetLoopTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(100, 3, 5);

  /** 10 for seven texts in ten, 60 for the others. */
  private static int price(Instance instance) {
    return DATA.corpus().ordinal(instance.id()) % 10 < 7 ? 10 : 60;
  }

  private static ActiveLearning<ClassLabel> loop(String plan, Budget budget, long seed) {
    QueryPlan parsed = QueryPlan.named(plan);
    return ActiveLearning.builder(Pool.<ClassLabel>unlabelled(DATA.corpus()), DATA.labels())
        .learner(new TinyLearner())
        .initial(Strategies.random(), budget)
        .strategy(parsed.strategy())
        .candidates(parsed.policy())
        .budget(budget)
        .stopping(Stopping.maximumRounds(100))
        .seed(seed)
        .build();
  }

  @Test
  void run_costBudget_passesOverWhatNoQueryCanPay() {
    Budget budget = Budget.cost(50, BudgetLoopTest::price);
    for (String plan :
        new String[] {
          "random", "margin", "core-set", "cluster", "random-share(share=0.1)+margin", "ups+margin"
        }) {
      for (long seed = 0; seed < 3; seed++) {
        try (ActiveLearning<ClassLabel> loop = loop(plan, budget, seed)) {
          assertEquals(
              "each of the 30 unlabelled instances left takes more than the budget of a cost of"
                  + " 50.0",
              loop.run(Oracle.gold(DATA.items())),
              plan);
          assertEquals(70, loop.pool().labelledCount());
          for (Query query : loop.queries()) {
            assertEquals(5, query.items().size());
          }
        }
      }
    }
  }

  @Test
  void run_everythingTooDear_stopsBeforeTheFirstQueryAndSaysWhy() {
    try (ActiveLearning<ClassLabel> loop =
        loop("margin", Budget.cost(9, BudgetLoopTest::price), 1)) {
      assertEquals(
          "each of the 100 unlabelled instances left takes more than the budget of a cost of 9.0",
          loop.run(Oracle.gold(DATA.items())));
      assertTrue(loop.queries().isEmpty());
    }
  }

  @Test
  void run_tokenBudget_asksALongTextAlone() {
    try (ActiveLearning<ClassLabel> loop =
        loop("margin", Budget.tokens(50, BudgetLoopTest::price), 1)) {
      assertEquals(
          "pool exhausted: 0 unlabelled instances left, 50 tokens requested",
          loop.run(Oracle.gold(DATA.items())));
      for (Query query : loop.queries()) {
        int before = // without the text that crosses the limit
            query.items().stream()
                .limit(query.items().size() - 1)
                .mapToInt(item -> price(item.instance()))
                .sum();
        assertTrue(before < 50);
      }
    }
  }
}
