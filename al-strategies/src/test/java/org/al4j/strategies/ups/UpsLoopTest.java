package org.al4j.strategies.ups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.ActiveLearningBuilder;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.core.query.Utility;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.combined.StageSwitch;
import org.al4j.strategies.combined.Staged;
import org.al4j.strategies.cost.Affordable;
import org.al4j.strategies.named.QueryPlan;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subsampling inside the loop. */
class UpsLoopTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(600, 3, 5);
  private static final int ROUNDS = 12;

  /** Keeps count of what its models computed. */
  private static final class Counting implements Learner<ClassLabel, TinyClassifier> {
    private final TinyLearner learner = new TinyLearner();
    private final List<TinyClassifier> models = new ArrayList<>();

    @Override
    public String describe() {
      return learner.describe();
    }

    @Override
    public Set<Output> offers() {
      return learner.offers();
    }

    @Override
    public TinyClassifier fit(
        List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, TinyClassifier> context) {
      models.add(learner.fit(labelled, context));
      return models.get(models.size() - 1);
    }
  }

  private static ActiveLearningBuilder<ClassLabel> builder(
      CandidatePolicy policy, QueryStrategy strategy, Counting learner) {
    return ActiveLearning.builder(Pool.<ClassLabel>unlabelled(DATA.corpus()), DATA.labels())
        .learner(learner)
        .initial(Strategies.random(), Budget.items(6))
        .strategy(strategy)
        .budget(Budget.items(6))
        .candidates(policy)
        .stopping(Stopping.maximumRounds(ROUNDS))
        .seed(3);
  }

  private static List<List<String>> asked(ActiveLearning<ClassLabel> loop) {
    return loop.queries().stream().map(Query::ids).toList();
  }

  @Test
  void run_upsUnderMargin_makesOnePassPerCandidatePerRound() {
    QueryPlan plan = QueryPlan.named("ups(gamma=0.1,T=0.01)+margin");
    Counting learner = new Counting();
    try (ActiveLearning<ClassLabel> loop =
        builder(plan.policy(), plan.strategy(), learner).build()) {
      loop.run(Oracle.gold(DATA.items()));
    }
    List<UpsRound> rounds = ((Ups) plan.policy()).report().rounds();
    assertEquals(ROUNDS - 1, rounds.size());
    for (int i = 0; i < rounds.size(); i++) {
      UpsRound round = rounds.get(i);
      assertEquals(i + 1, round.round());
      assertEquals(round.candidates(), round.scored());
      assertEquals(round.candidates(), learner.models.get(i).forwarded());
      assertEquals(List.of(0, 1, 4, 8).contains(i), round.full());
      assertTrue(round.full() || round.candidates() < round.unlabelled() / 6);
    }
  }

  @Test
  void run_upsUnderBatchStrategies_scoresEachCandidateOnce() {
    for (String name : List.of("badge", "core-set", "uncertainty-then-cluster", "bald")) {
      QueryPlan plan = QueryPlan.named("ups(every=3)+" + name);
      try (ActiveLearning<ClassLabel> loop =
          builder(plan.policy(), plan.strategy(), new Counting())
              .stopping(Stopping.maximumRounds(5))
              .build()) {
        loop.run(Oracle.gold(DATA.items()));
      }
      List<UpsRound> rounds = ((Ups) plan.policy()).report().rounds();
      assertEquals(List.of(true, false, false, true), rounds.stream().map(UpsRound::full).toList());
      rounds.forEach(round -> assertEquals(round.candidates(), round.scored(), name));
    }
  }

  @Test
  void run_chosen_comeFromTheCandidates() {
    Ups policy = Ups.of(UpsSettings.paper());
    List<Set<Integer>> offered = new ArrayList<>();
    QueryStrategy margin = Strategies.margin();
    QueryStrategy watching =
        new QueryStrategy() {
          @Override
          public Set<Output> needs() {
            return margin.needs();
          }

          @Override
          public Selection select(
              AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
            Set<Integer> ordinals = new java.util.HashSet<>();
            for (int i = 0; i < candidates.size(); i++) {
              ordinals.add(candidates.ordinal(i));
            }
            offered.add(ordinals);
            return margin.select(model, candidates, budget, context);
          }
        };
    try (ActiveLearning<ClassLabel> loop = builder(policy, watching, new Counting()).build()) {
      loop.run(Oracle.gold(DATA.items()));
      List<Query> queries = loop.queries();
      for (int round = 1; round < queries.size(); round++) {
        for (String id : queries.get(round).ids()) {
          assertTrue(offered.get(round - 1).contains(DATA.corpus().ordinal(id)));
        }
      }
    }
  }

  @Test
  void run_stoppedAfterEachRound_asksTheSameAsUndisturbed(@TempDir Path temp) {
    List<List<String>> expected;
    UpsReport report;
    Ups undisturbed = Ups.of(UpsSettings.paper());
    try (ActiveLearning<ClassLabel> loop =
        builder(undisturbed, Strategies.margin(), new Counting())
            .runDirectory(temp.resolve("whole"))
            .build()) {
      loop.run(Oracle.gold(DATA.items()));
      expected = asked(loop);
      report = undisturbed.report();
    }
    boolean finished = false;
    while (!finished) {
      Ups policy = Ups.of(UpsSettings.paper());
      try (ActiveLearning<ClassLabel> loop =
          builder(policy, Strategies.margin(), new Counting())
              .runDirectory(temp.resolve("parts"))
              .build()) {
        var query = loop.next();
        query.ifPresent(open -> loop.accept(Oracle.gold(DATA.items()).ask(open)));
        finished = query.isEmpty();
        assertTrue(!finished || asked(loop).equals(expected));
        assertTrue(!finished || policy.report().equals(report));
      }
    }
  }

  /** 1 for three texts in ten, 100 for the others. */
  private static double price(Instance instance) {
    return DATA.corpus().ordinal(instance.id()) % 10 < 3 ? 1 : 100;
  }

  private static Affordable affordable(QueryStrategy strategy) {
    return new Affordable(strategy, UpsLoopTest::price, 30);
  }

  @Test
  void run_upsUnderAffordable_ranksOnlyWhatIsAffordable() {
    List<QueryStrategy> strategies =
        List.of(
            affordable(Strategies.margin()),
            new Staged(
                affordable(Strategies.margin()),
                StageSwitch.atRound(3),
                affordable(Strategies.entropy())));
    for (QueryStrategy strategy : strategies) {
      Ups ups = Ups.of(UpsSettings.paper());
      try (ActiveLearning<ClassLabel> loop =
          builder(ups, strategy, new Counting())
              .initial(affordable(Strategies.random()), Budget.items(6))
              .build()) {
        assertEquals(
            "the round budget is spent: 12 rounds are done, the limit is 12",
            loop.run(Oracle.gold(DATA.items())));
        assertEquals(72, loop.pool().labelledCount());
        loop.pool().labelled().forEach(item -> assertEquals(1, price(item.instance())));
      }
      for (UpsRound round : ups.report().rounds()) {
        assertEquals(180 - 6 * round.round(), round.unlabelled());
        assertEquals(round.candidates(), round.scored());
        assertTrue(round.full() || round.candidates() < round.unlabelled() / 4);
      }
    }
  }

  @Test
  void run_randomShareUnderAffordable_drawsOnlyWhatIsAffordable() {
    Affordable few =
        new Affordable(
            Strategies.margin(), x -> DATA.corpus().ordinal(x.id()) % 15 == 0 ? 1 : 100, 30);
    try (ActiveLearning<ClassLabel> loop =
        builder(CandidatePolicy.randomShare(.02), few, new Counting())
            .budget(Budget.items(2))
            .build()) {
      assertEquals(
          "the round budget is spent: 12 rounds are done, the limit is 12",
          loop.run(Oracle.gold(DATA.items())));
    }
  }

  @Test
  void run_nothingAffordableLeft_saysSo() {
    Affordable few =
        new Affordable(Strategies.margin(), x -> DATA.corpus().ordinal(x.id()) < 20 ? 1 : 100, 30);
    try (ActiveLearning<ClassLabel> loop =
        builder(Ups.of(UpsSettings.paper()), few, new Counting())
            .initial(new Affordable(Strategies.random(), few.price(), 30), Budget.items(6))
            .build()) {
      assertEquals(
          "strategy "
              + few.describe()
              + " considers none of the 580 unlabelled instances left that the budget admits",
          loop.run(Oracle.gold(DATA.items())));
      assertEquals(20, loop.pool().labelledCount());
    }
  }

  @Test
  void observe_modelPassesOverOthers_areLeftOut() {
    Ups policy = Ups.of(UpsSettings.paper());
    QueryStrategy margin = Strategies.margin();
    QueryStrategy comparing =
        new QueryStrategy() {
          @Override
          public Set<Output> needs() {
            return margin.needs();
          }

          @Override
          public Selection select(
              AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
            var labelled = context.pool().labelled().stream().map(Labelled::instance).toList();
            model.forward(labelled, Set.of(Output.EMBEDDING), block -> {});
            var copy = new ArrayList<Instance>();
            candidates.forEach(copy::add);
            AcquisitionModel asAList = model;
            asAList.forward(copy.subList(0, 40), Set.of(Output.LOGITS), block -> {});
            return Strategies.random().select(model, candidates, budget, context);
          }
        };
    try (ActiveLearning<ClassLabel> loop = builder(policy, comparing, new Counting()).build()) {
      loop.run(Oracle.gold(DATA.items()));
    }
    policy.report().rounds().forEach(round -> assertEquals(40, round.scored()));
  }

  @Test
  void build_strategyWithoutAModel_isRefused() {
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () ->
                builder(Ups.of(UpsSettings.paper()), Strategies.random(), new Counting()).build());
    assertTrue(error.getMessage().contains("looks at no model output"), error.getMessage());
  }

  @Test
  void build_learnerWithoutTheUtilitysOutput_isRefused() {
    Utility lengths =
        new Utility() {
          @Override
          public Set<Output> needs() {
            return Set.of(Output.GRADIENT_NORM);
          }

          @Override
          public void score(Outputs in, double[] out) {}
        };
    Ups policy = Ups.of(new UpsSettings(lengths, .1, .01, FullRounds.paper()));
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> builder(policy, Strategies.margin(), new Counting()).build());
    assertTrue(error.getMessage().contains("needs [GRADIENT_NORM]"), error.getMessage());
    assertTrue(error.getMessage().startsWith("candidate policy Ups("), error.getMessage());
  }

  @Test
  void run_nanUtility_isRefusedByInstance() {
    Utility broken =
        new Utility() {
          @Override
          public Set<Output> needs() {
            return Set.of(Output.PROBABILITIES);
          }

          @Override
          public void score(Outputs in, double[] out) {
            java.util.Arrays.fill(out, Double.NaN);
          }
        };
    Ups policy = Ups.of(new UpsSettings(broken, .1, .01, FullRounds.paper()));
    try (ActiveLearning<ClassLabel> loop =
        builder(policy, Strategies.margin(), new Counting()).build()) {
      InvalidInputException error =
          assertThrows(InvalidInputException.class, () -> loop.run(Oracle.gold(DATA.items())));
      assertTrue(error.getMessage().contains("for the candidate policy is NaN"));
    }
  }

  @Test
  void named_policies_areRead() {
    assertEquals(
        "Ups(ups, Entropy[base=TWO, normalised=false], gamma=0.2, T=0.05, full=every 3)",
        QueryPlan.named("ups(gamma=0.2,T=0.05,utility=entropy(base=2),every=3) + margin")
            .policy()
            .describe());
    assertEquals(
        "Ups(random, LeastConfidence[], gamma=0.1, T=0.01, full=[0, 2])",
        QueryPlan.named("ups-random(full=0:2)+margin").policy().describe());
    assertEquals(
        "RandomShare(0.5)", QueryPlan.named("random-share(share=0.5)+margin").policy().describe());
    assertEquals("AllCandidates", QueryPlan.named("margin").policy().describe());
    assertEquals(Strategies.margin(), QueryPlan.named("ups-top+margin").strategy());
  }

  @Test
  void named_mistakes_areRefused() {
    assertEquals(
        "unknown candidate policy 'usp'; known policies: all, random-share, ups, ups-random,"
            + " ups-top, anchors, seals",
        refusal("usp+margin"));
    assertTrue(
        refusal("ups(gamma=2)+margin")
            .startsWith("ups: gamma must be a number from 0 to 1, found"));
    assertTrue(refusal("ups(full=0-1)+margin").contains("0:1:4:8"));
    assertTrue(refusal("ups(full=1,every=2)+margin").contains("either full or every"));
    assertTrue(refusal("ups(utility=random)+margin").contains("has no utility"));
    assertTrue(refusal("ups+margin+random").startsWith("expected strategy"));
    assertTrue(refusal("ups(+margin").startsWith("expected strategy"));
  }

  private static String refusal(String text) {
    return assertThrows(InvalidInputException.class, () -> QueryPlan.named(text)).getMessage();
  }
}
