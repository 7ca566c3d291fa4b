package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.model.Output;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActiveLearningTest {
  private static final Oracle<ClassLabel> GOLD = Oracle.gold(LoopFixture.DATA.items());

  private static Answer<ClassLabel> gold(Query query, int position) {
    Query one = new Query(query.round(), query.items().subList(position, position + 1));
    return GOLD.ask(one).iterator().next();
  }

  private static Answer<ClassLabel> given(String id, String label) {
    return new Answer.Given<>(id, new ClassLabel(label));
  }

  @Test
  void run_tenRounds_labelsInitialAndBatchesAndStopsWithReason() {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().build()) {
      assertEquals("10 rounds are done", loop.run(GOLD));
      assertEquals(11, loop.history().size());
      assertEquals(8, loop.history().get(0).labelled());
      assertEquals(78, loop.history().get(10).labelled());
      assertEquals(78, loop.pool().labelledCount());
      assertEquals(222, loop.pool().unlabelledCount());
      assertEquals(Optional.empty(), loop.next());
      assertTrue(loop.history().get(10).scores().get("accuracy") > 0.5);
    }
  }

  @Test
  void run_sameSeed_asksTheSame() {
    assertEquals(asked(LoopFixture.builder()), asked(LoopFixture.builder()));
  }

  @Test
  void run_otherSeed_asksSomethingElse() {
    assertFalse(asked(LoopFixture.builder()).equals(asked(LoopFixture.builder().seed(100))));
  }

  @Test
  void run_otherOrderOfInstances_asksTheSame() {
    List<Instance> shuffled = new ArrayList<>();
    LoopFixture.DATA.corpus().forEach(shuffled::add);
    Collections.shuffle(shuffled, new Random(1));
    assertEquals(
        asked(LoopFixture.builder()), asked(LoopFixture.builder(Pool.unlabelled(shuffled))));
  }

  private static List<List<String>> asked(ActiveLearningBuilder<ClassLabel> builder) {
    try (ActiveLearning<ClassLabel> loop = builder.build()) {
      loop.run(GOLD);
      return loop.queries().stream().map(Query::ids).toList();
    }
  }

  @Test
  void next_untilClosed_givesTheSameQueryWithoutTraining() {
    TinyLearner learner = new TinyLearner();
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().learner(learner).build()) {
      Query first = loop.next().orElseThrow();
      loop.accept(List.of(gold(first, 0)));
      assertEquals(first, loop.next().orElseThrow());
      assertEquals(0, learner.fits());
    }
  }

  @Test
  void accept_partialAnswers_keepThemAndNameTheRest() {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().build()) {
      Query query = loop.next().orElseThrow();
      Round round = loop.accept(List.of(gold(query, 3), gold(query, 1)));
      assertEquals(List.of(query.ids().get(3), query.ids().get(1)), round.accepted());
      assertEquals(6, round.outstanding().size());
      assertFalse(round.closed());
      assertEquals(2, loop.pool().labelledCount());
    }
  }

  @Test
  void accept_lastAnswer_closesTheRound() {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().build()) {
      Query query = loop.next().orElseThrow();
      assertTrue(loop.accept(GOLD.ask(query)).closed());
      assertEquals(1, loop.next().orElseThrow().round());
    }
  }

  @Test
  void accept_unknownLabel_isRefusedByIdAndTheRestIsKept() {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().build()) {
      Query query = loop.next().orElseThrow();
      String id = query.ids().get(0);
      Round round = loop.accept(List.of(given(id, "sprot"), gold(query, 1)));
      assertEquals(
          Map.of(
              id,
              "instance '"
                  + id
                  + "': unknown label 'sprot'; declared labels: class-0, class-1, class-2,"
                  + " class-3"),
          round.refused());
      assertEquals(List.of(query.ids().get(1)), round.accepted());
      assertTrue(loop.accept(List.of(given(id, "class-2"))).accepted().contains(id));
    }
  }

  @Test
  void accept_neverAsked_isRefused() {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().build()) {
      Query query = loop.next().orElseThrow();
      String other =
          LoopFixture.DATA.items().stream()
              .map(item -> item.instance().id())
              .filter(id -> !query.ids().contains(id))
              .findFirst()
              .orElseThrow();
      Round round = loop.accept(List.of(given(other, "class-0"), given("no-such", "class-0")));
      assertEquals(Set.of(other, "no-such"), round.refused().keySet());
      assertEquals(0, loop.pool().labelledCount());
    }
  }

  @Test
  void accept_repeatedAnswer_isLegalAndConflictingOneRefused() {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().build()) {
      String id = loop.next().orElseThrow().ids().get(0);
      Round both =
          loop.accept(List.of(given(id, "class-0"), given(id, "class-0"), given(id, "class-1")));
      assertEquals(List.of(id), both.accepted());
      assertTrue(
          both.refused().get(id).contains("the first label is kept"), both.refused().get(id));
      assertTrue(loop.accept(List.of(given(id, "class-0"))).refused().isEmpty());
      assertEquals(Set.of(id), loop.accept(List.of(given(id, "class-3"))).refused().keySet());
      assertEquals(1, loop.pool().labelledCount());
    }
  }

  @Test
  void accept_lateAnswer_isKept() {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().build()) {
      Query first = loop.next().orElseThrow();
      loop.accept(List.of(gold(first, 0)));
      loop.closeRound();
      loop.next();
      Round late = loop.accept(List.of(gold(first, 5)));
      assertEquals(List.of(first.ids().get(5)), late.accepted());
      assertEquals(2, loop.pool().labelledCount());
    }
  }

  @Test
  void accept_skippedAndFailed_setAsideAndLeaveUnlabelled() {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().build()) {
      Query query = loop.next().orElseThrow();
      List<Answer<ClassLabel>> answers = new ArrayList<>(GOLD.ask(query));
      answers.set(0, new Answer.Skipped<>(query.ids().get(0), "not English"));
      answers.set(1, new Answer.Failed<>(query.ids().get(1), "time-out"));
      assertTrue(loop.accept(answers).closed());
      assertEquals(6, loop.pool().labelledCount());
      assertEquals(1, loop.pool().skippedCount());
      assertEquals(293, loop.pool().unlabelledCount());
    }
  }

  @Test
  void accept_skipAfterLabel_keepsTheLabel() {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().build()) {
      Query query = loop.next().orElseThrow();
      String id = query.ids().get(0);
      loop.accept(List.of(gold(query, 0)));
      assertEquals(
          Set.of(id),
          loop.accept(List.of(new Answer.Skipped<>(id, "changed my mind"))).refused().keySet());
      assertEquals(1, loop.pool().labelledCount());
    }
  }

  @Test
  void closeRound_withoutAnswers_leavesThemUnlabelled() {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().build()) {
      loop.next();
      loop.closeRound();
      assertEquals(1, loop.next().orElseThrow().round());
      assertEquals(300, loop.pool().unlabelledCount());
    }
  }

  @Test
  void run_oracleThatAnswersNothing_endsWithAnErrorAndCanBeResumed(@TempDir Path dir) {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().runDirectory(dir).build()) {
      assertThrows(IllegalStateException.class, () -> loop.run(query -> List.of()));
    }
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().runDirectory(dir).build()) {
      assertEquals("10 rounds are done", loop.run(GOLD));
    }
  }

  @Test
  void run_resumedInTheMiddleOfAQuery_asksOnlyWhatIsOpen(@TempDir Path dir) {
    Query query;
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().runDirectory(dir).build()) {
      query = loop.next().orElseThrow();
      loop.accept(List.of(gold(query, 0), gold(query, 1), gold(query, 2)));
    }
    List<Integer> sizes = new ArrayList<>();
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().runDirectory(dir).build()) {
      assertEquals(query, loop.next().orElseThrow());
      loop.run(
          asked -> {
            sizes.add(asked.items().size());
            return GOLD.ask(asked);
          });
    }
    assertEquals(5, sizes.get(0));
  }

  @Test
  void run_poolSmallerThanTheRounds_takesTheRestAndSaysSo() {
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder().budget(Budget.items(100)).build()) {
      assertEquals(
          "pool exhausted: 0 unlabelled instances left, 100 instances requested", loop.run(GOLD));
      assertEquals(300, loop.pool().labelledCount());
      assertEquals(92, loop.queries().get(3).items().size());
    }
  }

  @Test
  void run_stoppedByPartsOfTwoRounds_saysInWhichAlsoAfterResumptions(@TempDir Path dir) {
    StoppingCriterion lapses =
        (history, pool) -> history.size() == 2 ? Optional.of("two rounds") : Optional.empty();
    StoppingCriterion four =
        (history, pool) -> history.size() >= 4 ? Optional.of("four rounds") : Optional.empty();
    String expected = "two rounds (in round 1); and four rounds";
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder().stopping(lapses.and(four)).build()) {
      assertEquals(expected, loop.run(GOLD));
    }
    Optional<Query> query;
    do {
      try (ActiveLearning<ClassLabel> loop =
          LoopFixture.builder().stopping(lapses.and(four)).runDirectory(dir).build()) {
        query = loop.next();
        query.ifPresent(open -> loop.accept(GOLD.ask(open)));
        assertEquals(query.isEmpty() ? Optional.of(expected) : Optional.empty(), loop.stopReason());
      }
    } while (query.isPresent());
  }

  @Test
  void run_timedAnswers_reachTheStrategyAlsoAfterAResumption(@TempDir Path dir) {
    List<Integer> known = new ArrayList<>();
    LoopFixture.LeastConfident watching =
        new LoopFixture.LeastConfident() {
          @Override
          public Map<String, String> settings() {
            return Map.of("name", "watching");
          }

          @Override
          public org.al4j.core.query.Selection select(
              org.al4j.core.model.AcquisitionModel model,
              org.al4j.core.query.Candidates candidates,
              Budget budget,
              org.al4j.core.query.QueryContext context) {
            known.add(context.times().size());
            assertEquals(Duration.ofSeconds(3), context.times().get(0).time());
            return super.select(model, candidates, budget, context);
          }
        };
    Oracle<ClassLabel> timed =
        Oracle.gold(LoopFixture.DATA.items(), instance -> Optional.of(Duration.ofSeconds(3)));
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder().strategy(watching).runDirectory(dir).build()) {
      loop.accept(timed.ask(loop.next().orElseThrow()));
    }
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder().strategy(watching).runDirectory(dir).build()) {
      loop.accept(timed.ask(loop.next().orElseThrow()));
      loop.next();
    }
    assertEquals(List.of(8, 15), known);
  }

  @Test
  void run_candidates_passOncePerRoundThroughTheModel() {
    List<TinyClassifier> models = new ArrayList<>();
    long candidates = 0;
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder().learner(new LoopFixture.Noted(models)).build()) {
      loop.run(GOLD);
      for (Query query : loop.queries().subList(1, loop.queries().size())) {
        candidates += 300 - 8 - 7L * (query.round() - 1);
      }
    }
    assertEquals(candidates, models.stream().mapToLong(TinyClassifier::forwarded).sum());
  }

  @Test
  void build_strategyNeedsWhatLearnerLacks_isRefusedNamingIt() {
    LoopFixture.LeastConfident needy =
        new LoopFixture.LeastConfident() {
          @Override
          public Set<Output> needs() {
            return Set.of(Output.GRADIENT_NORM);
          }

          @Override
          public String describe() {
            return "needy";
          }
        };
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class, () -> LoopFixture.builder().strategy(needy).build());
    assertEquals(
        "strategy needy needs [GRADIENT_NORM], which learner tiny does not offer; it offers "
            + "[LOGITS, PROBABILITIES, EMBEDDING, MEMBER_PROBABILITIES, TOKEN_LOG_PROBABILITIES,"
            + " SEQUENCE_LOG_LIKELIHOOD, MEMBER_VALUES, INDEPENDENT_PROBABILITIES,"
            + " MEMBER_INDEPENDENT_PROBABILITIES, MEMBER_TOKEN_LOG_PROBABILITIES,"
            + " BEST_SEQUENCE_LOG_LIKELIHOODS]"
            + "; no learner known by name offers it",
        error.getMessage());
  }

  @Test
  void build_strategyForAnotherKindOfAnnotation_isRefusedNamingBoth() {
    LoopFixture.LeastConfident ofSets =
        new LoopFixture.LeastConfident() {
          @Override
          public Set<Output> needs() {
            return Set.of(Output.INDEPENDENT_PROBABILITIES);
          }

          @Override
          public String describe() {
            return "of sets";
          }
        };
    Dataset<ClassLabel> data = FakeTexts.dataset(20, 2, 1);
    Pool<ClassLabel> pool =
        Pool.<ClassLabel>unlabelled(data.corpus()).label(data.items().subList(0, 5));
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () ->
                ActiveLearning.builder(pool, data.labels())
                    .learner(new TinyLearner())
                    .strategy(ofSets)
                    .budget(Budget.items(2))
                    .stopping((history, now) -> Optional.empty())
                    .build());
    assertEquals(
        "strategy of sets is for annotations of kind LabelSet, those of the pool are of kind"
            + " ClassLabel; use another strategy",
        error.getMessage());
  }

  @Test
  void build_firstBatchNeedsAModel_isRefused() {
    assertThrows(
        InvalidInputException.class,
        () ->
            LoopFixture.builder()
                .initial(new LoopFixture.LeastConfident(), Budget.items(3))
                .build());
  }

  @Test
  void build_newRun_recordsItsProvenanceFirst(@TempDir Path dir) {
    LoopFixture.builder().configuration(Map.of("note", "x")).runDirectory(dir).build().close();
    RunEvent.Started started = (RunEvent.Started) RunLog.read(dir).get(0);
    Map<String, String> identity = started.provenance().identity();
    assertEquals("99", identity.get("seed"));
    assertEquals("x", identity.get("configuration.note"));
    assertEquals(64, identity.get("data.sha256").length());
    Set<String> environment = started.provenance().environment().keySet();
    assertEquals(
        Set.of("al4j", "backend", "cpuBuild", "java", "nd4j", "os", "processors", "threads"),
        environment);
    assertTrue(started.provenance().environment().get("al4j").matches("\\d+\\.\\d+.*"));
  }

  @Test
  void build_sameFolderOtherSeed_isRefusedSayingWhatDiffers(@TempDir Path dir) {
    LoopFixture.builder().runDirectory(dir).build().close();
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> LoopFixture.builder().seed(7).runDirectory(dir).build());
    assertTrue(
        error.getMessage().contains("it was started with seed = 99, now it is 7"),
        error.getMessage());
  }

  @Test
  void build_sameFolderOtherData_isRefused(@TempDir Path dir) {
    LoopFixture.builder().runDirectory(dir).build().close();
    Pool<ClassLabel> other = Pool.unlabelled(List.of(Instance.ofText("x", "another text")));
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> LoopFixture.builder(other).runDirectory(dir).build());
    assertTrue(error.getMessage().contains("data.sha256"), error.getMessage());
  }

  @Test
  void build_runThatIsOpen_isRefusedAsInUse(@TempDir Path dir) {
    try (ActiveLearning<ClassLabel> owner = LoopFixture.builder().runDirectory(dir).build()) {
      owner.next();
      InvalidInputException error =
          assertThrows(
              InvalidInputException.class, () -> LoopFixture.builder().runDirectory(dir).build());
      assertTrue(error.getMessage().contains("is in use by this process"), error.getMessage());
    }
  }

  @Test
  void build_labelledPoolWithoutInitial_trainsFirst() {
    Pool<ClassLabel> started =
        Pool.<ClassLabel>unlabelled(LoopFixture.DATA.corpus())
            .label(LoopFixture.DATA.items().subList(0, 12));
    try (ActiveLearning<ClassLabel> loop =
        ActiveLearning.builder(started, LoopFixture.DATA.labels())
            .learner(new TinyLearner())
            .strategy(new LoopFixture.LeastConfident())
            .budget(Budget.items(4))
            .stopping((history, pool) -> Optional.empty())
            .build()) {
      assertEquals(1, loop.next().orElseThrow().round());
      assertEquals(12, loop.history().get(0).labelled());
    }
  }

  @Test
  void close_whileStepping_refusesFurtherSteps() {
    ActiveLearning<ClassLabel> loop = LoopFixture.builder().build();
    loop.close();
    loop.close();
    assertThrows(IllegalStateException.class, loop::next);
    Collection<Answer<ClassLabel>> none = List.of();
    assertThrows(IllegalStateException.class, () -> loop.accept(none));
  }
}
