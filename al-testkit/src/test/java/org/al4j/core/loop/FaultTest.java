package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the loop does with parts and answers that break their promises. */
class FaultTest {
  private static final Oracle<ClassLabel> GOLD = Oracle.gold(LoopFixture.DATA.items());

  private static ActiveLearningBuilder<ClassLabel> builder(int rounds) {
    return LoopFixture.builder()
        .stopping(
            (history, pool) -> history.size() > rounds ? Optional.of("enough") : Optional.empty());
  }

  /** Returns what a test wants. */
  private static QueryStrategy strategy(java.util.function.Function<Candidates, Selection> chosen) {
    return new QueryStrategy() {
      @Override
      public String describe() {
        return "odd";
      }

      @Override
      public Set<Output> needs() {
        return Set.of();
      }

      @Override
      public Selection select(
          AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
        return chosen.apply(candidates);
      }
    };
  }

  private static Selection first(Iterable<Instance> from, int count) {
    List<Selected> items = new ArrayList<>();
    for (Instance instance : from) {
      if (items.size() < count) {
        items.add(new Selected(instance, 0));
      }
    }
    return new Selection(items);
  }

  private static String refusal(QueryStrategy strategy, Budget budget) {
    try (ActiveLearning<ClassLabel> loop = builder(3).strategy(strategy).budget(budget).build()) {
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      String message = assertThrows(IllegalStateException.class, loop::next).getMessage();
      assertEquals(1, loop.queries().size(), "nothing of it is recorded");
      return message;
    }
  }

  @Test
  void next_strategyBeyondItsBudget_isRefusedByName() {
    assertEquals(
        "strategy odd chose 60 instances that take 60.0 of a budget of 20 instances; a strategy"
            + " keeps within its budget",
        refusal(strategy(candidates -> first(candidates, 60)), Budget.items(20)));
    Budget cost = Budget.cost(3, instance -> 1.25);
    String message = refusal(strategy(candidates -> first(candidates, 3)), cost);
    assertTrue(message.contains("3 instances that take 3.75 of a budget of a cost of 3.0"));
    Budget tokens = Budget.tokens(20, instance -> 10);
    message = refusal(strategy(candidates -> first(candidates, 3)), tokens);
    assertTrue(message.contains("3 instances that take 30.0"), message);
  }

  @Test
  void next_strategyWithinABudgetThatIncludesTheCrossing_isAccepted() {
    try (ActiveLearning<ClassLabel> loop =
        builder(3)
            .strategy(strategy(candidates -> first(candidates, 2)))
            .budget(Budget.tokens(19, instance -> 10))
            .build()) {
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      assertEquals(2, loop.next().orElseThrow().items().size());
    }
  }

  @Test
  void next_strategyOutsideItsCandidates_isRefusedByName() {
    Instance outside = Instance.ofText("nowhere", "x");
    String message = refusal(strategy(all -> first(List.of(outside), 1)), Budget.items(7));
    assertTrue(message.startsWith("strategy odd chose 'nowhere', which is none of its candidates"));
    assertTrue(
        refusal(
                strategy(candidates -> first(List.of(candidates.get(0), candidates.get(0)), 2)),
                Budget.items(7))
            .contains("chosen twice"));
    assertEquals(
        "strategy odd returned null from select",
        refusal(strategy(candidates -> null), Budget.items(7)));
  }

  @Test
  void next_strategyThatGoesPastItsPolicy_isRefused() {
    QueryStrategy past =
        new QueryStrategy() {
          @Override
          public Set<Output> needs() {
            return Set.of();
          }

          @Override
          public Selection select(
              AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
            for (Instance instance : Candidates.all(context.pool())) {
              if (candidates.ordinalOf(instance.id()) < 0) {
                return first(List.of(instance), 1);
              }
            }
            throw new AssertionError("the policy left nothing out");
          }
        };
    try (ActiveLearning<ClassLabel> loop =
        builder(3).strategy(past).candidates(new LoopFixture.RememberingPolicy()).build()) {
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      assertThrows(IllegalStateException.class, loop::next);
    }
  }

  /** A learner whose fit and whose models' closing are what a test wants. */
  private record OddLearner(boolean fits, Runnable onClose)
      implements Learner<ClassLabel, OddLearner.Model> {
    record Model(TinyClassifier tiny, Runnable onClose)
        implements AcquisitionModel, SuccessorModel<ClassLabel> {
      @Override
      public Set<Output> offers() {
        return tiny.offers();
      }

      @Override
      public void forward(
          Iterable<Instance> xs,
          Set<Output> wanted,
          java.util.function.Consumer<org.al4j.core.model.Outputs> sink) {
        tiny.forward(xs, wanted, sink);
      }

      @Override
      public void predict(
          Iterable<Instance> xs,
          java.util.function.Consumer<org.al4j.core.model.Prediction<ClassLabel>> sink) {
        tiny.predict(xs, sink);
      }

      @Override
      public void save(Path dir) {}

      @Override
      public void close() {
        onClose.run();
      }
    }

    @Override
    public String describe() {
      return "odd";
    }

    @Override
    public Set<Output> offers() {
      return new TinyLearner().offers();
    }

    @Override
    public Model fit(List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, Model> context) {
      FitContext<ClassLabel, TinyClassifier> inner =
          context.withPrevious(Optional.<TinyClassifier>empty());
      return fits ? new Model(new TinyLearner().fit(labelled, inner), onClose) : null;
    }
  }

  @Test
  void next_fitThatReturnsNull_isRefusedByName() {
    for (boolean pair : new boolean[] {false, true}) {
      OddLearner none = new OddLearner(false, () -> {});
      ActiveLearningBuilder<ClassLabel> builder =
          pair ? builder(3).learners(new TinyLearner(), none) : builder(3).learner(none);
      try (ActiveLearning<ClassLabel> loop = builder.build()) {
        loop.accept(GOLD.ask(loop.next().orElseThrow()));
        String message = assertThrows(InvalidInputException.class, loop::next).getMessage();
        assertTrue(message.contains("odd") && message.contains("null"), message);
        assertEquals(8, loop.pool().labelledCount());
      }
    }
  }

  @Test
  void close_modelWhoseCloseThrows_closesTheLogAllTheSame(@TempDir Path dir) {
    OddLearner learner =
        new OddLearner(
            true,
            () -> {
              throw new IllegalStateException("cannot close");
            });
    ActiveLearning<ClassLabel> loop = builder(3).learner(learner).runDirectory(dir).build();
    loop.accept(GOLD.ask(loop.next().orElseThrow()));
    loop.next();
    assertThrows(IllegalStateException.class, loop::close);
    loop.close();
    builder(3).learner(learner).runDirectory(dir).build().close();
  }

  @Test
  void build_stateThatCannotBeRestored_leavesTheFolderFree(@TempDir Path dir) {
    try (ActiveLearning<ClassLabel> loop =
        builder(3).candidates(new LoopFixture.RememberingPolicy()).runDirectory(dir).build()) {
      loop.next();
    }
    assertThrows(
        InvalidInputException.class,
        () ->
            LoopFixture.builder(Pool.unlabelled(LoopFixture.DATA.corpus()))
                .candidates(new LoopFixture.RememberingPolicy())
                .seed(5)
                .runDirectory(dir)
                .build());
    builder(3).candidates(new LoopFixture.RememberingPolicy()).runDirectory(dir).build().close();
  }

  @Test
  void next_evaluatorWithInfinities_keepsThem(@TempDir Path dir) {
    Map<String, Double> odd =
        Map.of("a", Double.POSITIVE_INFINITY, "b", Double.NEGATIVE_INFINITY, "c", Double.NaN);
    try (ActiveLearning<ClassLabel> loop =
        builder(1)
            .evaluator(Evaluator.named("odd", (model, labels) -> odd))
            .runDirectory(dir)
            .build()) {
      loop.run(GOLD);
    }
    try (ActiveLearning<ClassLabel> loop =
        builder(1)
            .evaluator(Evaluator.named("odd", (model, labels) -> odd))
            .runDirectory(dir)
            .build()) {
      assertEquals(odd, loop.history().get(1).scores());
    }
  }

  @Test
  void next_evaluatorWithoutScores_isRefusedByName() {
    java.util.HashMap<String, Double> nothing = new java.util.HashMap<>();
    nothing.put("a", null);
    for (Map<String, Double> scores : Arrays.asList(null, nothing)) {
      try (ActiveLearning<ClassLabel> loop =
          builder(1).evaluator((model, labels) -> scores).build()) {
        loop.accept(GOLD.ask(loop.next().orElseThrow()));
        String message = assertThrows(IllegalStateException.class, loop::next).getMessage();
        assertTrue(message.startsWith("evaluator custom returned "), message);
      }
    }
  }

  @Test
  void build_otherEvaluator_isRefused(@TempDir Path dir) {
    Evaluator<ClassLabel> first = new Named("accuracy on part a");
    builder(1).evaluator(first).runDirectory(dir).build().close();
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> builder(1).evaluator(new Named("accuracy on part b")).runDirectory(dir).build());
    assertTrue(
        error.getMessage().contains("= accuracy on part a, now it is accuracy on part b"),
        error.getMessage());
  }

  private record Named(String describe) implements Evaluator<ClassLabel> {
    @Override
    public Map<String, Double> evaluate(
        SuccessorModel<ClassLabel> model, org.al4j.core.data.LabelSpace labels) {
      return Map.of();
    }
  }

  @Test
  void accept_oneAnswerIsNull_keepsTheOthers() {
    try (ActiveLearning<ClassLabel> loop = builder(1).build()) {
      Query query = loop.next().orElseThrow();
      List<Answer<ClassLabel>> answers = new ArrayList<>(GOLD.ask(query));
      answers.set(1, null);
      Round round = loop.accept(answers);
      assertEquals(7, round.accepted().size());
      assertEquals(Map.of("answer 2", "it is null; the others are kept"), round.refused());
      assertEquals(List.of(query.ids().get(1)), round.outstanding());
      assertThrows(NullPointerException.class, () -> loop.accept(null));
      assertEquals(7, loop.pool().labelledCount());
    }
  }

  @Test
  @SuppressWarnings({
    "unchecked",
    "rawtypes"
  }) // what an application does that takes them off a wire
  void accept_annotationOfAnotherKind_isRefused() {
    try (ActiveLearning<ClassLabel> loop = builder(1).build()) {
      Query query = loop.next().orElseThrow();
      List<Answer<ClassLabel>> answers = new ArrayList<>(GOLD.ask(query));
      Annotation other = new LabelSet(List.of("class-0"));
      answers.set(1, (Answer<ClassLabel>) (Answer) new Answer.Given<>(query.ids().get(1), other));
      Round round = loop.accept(answers);
      assertEquals(7, round.accepted().size());
      assertTrue(round.refused().get(query.ids().get(1)).contains("LabelSet"));
    }
  }

  @Test
  void run_oracleThatReturnsNull_isRefusedInWords() {
    try (ActiveLearning<ClassLabel> loop = builder(1).build()) {
      String message =
          assertThrows(IllegalStateException.class, () -> loop.run(query -> null)).getMessage();
      assertTrue(message.startsWith("the oracle returned null for the query of round 0"), message);
      loop.run(GOLD);
      assertThrows(
          IllegalStateException.class,
          () -> Oracle.<ClassLabel>measured(query -> null).ask(loop.queries().get(0)));
    }
  }

  @Test
  void accept_folderRemoved_isRefusedAndNotAcknowledged(@TempDir Path temp) throws Exception {
    Path dir = temp.resolve("run");
    try (ActiveLearning<ClassLabel> loop = builder(1).runDirectory(dir).build()) {
      Query query = loop.next().orElseThrow();
      try (Stream<Path> files = Files.walk(dir)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
      InvalidInputException error =
          assertThrows(InvalidInputException.class, () -> loop.accept(GOLD.ask(query)));
      assertTrue(error.getMessage().contains("is gone"), error.getMessage());
      assertEquals(0, loop.pool().labelledCount());
      assertFalse(Files.exists(dir));
    }
  }

  @Test
  void accept_interruptedThread_losesNothing(@TempDir Path dir) {
    try (ActiveLearning<ClassLabel> loop = builder(1).runDirectory(dir).build()) {
      Query query = loop.next().orElseThrow();
      Thread.currentThread().interrupt();
      assertTrue(loop.accept(GOLD.ask(query)).closed());
      Query second = loop.next().orElseThrow();
      assertTrue(Thread.interrupted(), "the interrupt is for its thread to see");
      loop.accept(GOLD.ask(second));
      assertEquals(Optional.empty(), loop.next());
    }
    assertEquals(15, RunLog.read(dir).stream().filter(RunEvent.Labelled.class::isInstance).count());
  }

  @Test
  void next_policyWithOtherCandidates_isRefusedByName() {
    Candidates[] cached = {null};
    org.al4j.core.query.CandidatePolicy cache =
        new org.al4j.core.query.CandidatePolicy() {
          @Override
          public String describe() {
            return "cache";
          }

          @Override
          public Candidates choose(Pool<?> pool, org.al4j.core.query.RoundContext round) {
            cached[0] = cached[0] == null ? Candidates.all(pool) : cached[0];
            return cached[0];
          }
        };
    Pool<ClassLabel> other = Pool.unlabelled(List.of(Instance.ofText("x", "x")));
    for (org.al4j.core.query.CandidatePolicy policy :
        List.of(cache, (pool, round) -> Candidates.all(other), (pool, round) -> null)) {
      try (ActiveLearning<ClassLabel> loop = builder(3).candidates(policy).build()) {
        IllegalStateException error =
            assertThrows(
                IllegalStateException.class,
                () -> {
                  loop.accept(GOLD.ask(loop.next().orElseThrow()));
                  loop.next();
                });
        assertTrue(error.getMessage().startsWith("candidate policy "), error.getMessage());
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown; // as Kotlin, Scala and Lombok do
  }

  @Test
  @org.junit.jupiter.api.Timeout(60)
  void next_checkedExceptionThatNobodyDeclared_isThrownAndTheFolderIsFree(@TempDir Path dir) {
    for (boolean ahead : new boolean[] {false, true}) {
      int[] calls = {0};
      Evaluator<ClassLabel> evaluator =
          Evaluator.named(
              "fails once",
              (model, labels) -> {
                if (calls[0]++ == 1) {
                  FaultTest.<RuntimeException>sneak(new java.io.IOException("no disk"));
                }
                return Map.of();
              });
      Path run = dir.resolve("ahead-" + ahead);
      ActiveLearningBuilder<ClassLabel> builder = builder(3).evaluator(evaluator).runDirectory(run);
      try (ActiveLearning<ClassLabel> loop =
          (ahead ? builder.trainWhileLabelling() : builder).build()) {
        assertThrows(Exception.class, () -> loop.run(GOLD));
        loop.run(GOLD);
      }
    }
  }

  @Test
  void next_warmLearnerThatGoesOnInItsModel_keepsItOpen() {
    boolean[] closed = {false};
    OddLearner.Model[] only = {null};
    OddLearner inner = new OddLearner(true, () -> closed[0] = true);
    Learner<ClassLabel, OddLearner.Model> inPlace =
        new Learner<>() {
          @Override
          public String describe() {
            return "in place";
          }

          @Override
          public Set<Output> offers() {
            return inner.offers();
          }

          @Override
          public boolean startsWarm() {
            return true;
          }

          @Override
          public OddLearner.Model fit(
              List<Labelled<ClassLabel>> labelled,
              FitContext<ClassLabel, OddLearner.Model> context) {
            only[0] = context.previous().orElseGet(() -> inner.fit(labelled, context));
            assertFalse(closed[0], "the model is in use");
            return only[0];
          }
        };
    try (ActiveLearning<ClassLabel> loop =
        builder(3).learner(inPlace).training(Training.warmOnAll()).build()) {
      loop.run(GOLD);
      assertFalse(closed[0]);
    }
    assertTrue(closed[0]);
  }

  @Test
  void build_identityWithNulls_isRefused(@TempDir Path dir) {
    Map<String, String> nothing = new java.util.HashMap<>();
    nothing.put("server", null);
    assertThrows(
        InvalidInputException.class,
        () -> builder(1).configuration(nothing).runDirectory(dir).build());
    assertThrows(
        InvalidInputException.class,
        () -> builder(1).evaluator(new Named(null)).runDirectory(dir).build());
    builder(1).runDirectory(dir).build().close();
  }

  @Test
  void accept_hugeReason_isReadAgain(@TempDir Path dir) {
    try (ActiveLearning<ClassLabel> loop = builder(1).runDirectory(dir).build()) {
      String id = loop.next().orElseThrow().ids().get(0);
      loop.accept(List.of(new Answer.Skipped<>(id, "x".repeat(20_000_001))));
    }
    try (ActiveLearning<ClassLabel> loop = builder(1).runDirectory(dir).build()) {
      assertEquals(1, loop.pool().skippedCount());
    }
  }

  @Test
  void accept_failedThenSkippedInOneCall_keepsTheSkip() {
    try (ActiveLearning<ClassLabel> loop = builder(1).build()) {
      String id = loop.next().orElseThrow().ids().get(0);
      loop.accept(
          List.of(new Answer.Failed<>(id, "time-out"), new Answer.Skipped<>(id, "unclear")));
      assertEquals(1, loop.pool().skippedCount());
    }
  }

  @Test
  void next_strategyThatFailsOnce_leavesNoTraceInThePolicy() {
    List<List<String>> undisturbed = new ArrayList<>();
    for (boolean fails : new boolean[] {false, true}) {
      boolean[] pending = {fails};
      QueryStrategy strategy =
          new LoopFixture.LeastConfident() {
            @Override
            public Selection select(
                AcquisitionModel model,
                Candidates candidates,
                Budget budget,
                QueryContext context) {
              if (pending[0] && context.round() == 2) {
                pending[0] = false;
                throw new IllegalStateException("once");
              }
              return super.select(model, candidates, budget, context);
            }

            @Override
            public String describe() {
              return "once";
            }
          };
      try (ActiveLearning<ClassLabel> loop =
          builder(4).strategy(strategy).candidates(new LoopFixture.RememberingPolicy()).build()) {
        if (fails) {
          assertThrows(IllegalStateException.class, () -> loop.run(GOLD));
        }
        loop.run(GOLD);
        List<List<String>> asked = loop.queries().stream().map(Query::ids).toList();
        undisturbed = fails ? undisturbed : asked;
        assertEquals(undisturbed, asked);
      }
    }
  }
}
