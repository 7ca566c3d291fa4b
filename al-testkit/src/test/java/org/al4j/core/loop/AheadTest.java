package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.Selection;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Training while people label: it overlaps, is exact, and loses no label. */
@Timeout(120)
class AheadTest {
  private static final Oracle<ClassLabel> GOLD = Oracle.gold(LoopFixture.DATA.items());
  private static final int ROUNDS = 4;
  private static final int SECOND = 8 + 7; // labels that the second model is trained on

  private final CountDownLatch fitting = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);

  private static ActiveLearningBuilder<ClassLabel> builder() {
    return LoopFixture.builder()
        .candidates(new LoopFixture.RememberingPolicy())
        .stopping(
            (history, pool) -> history.size() > ROUNDS ? Optional.of("enough") : Optional.empty())
        .trainWhileLabelling();
  }

  /** Does something in the fit of the second model. */
  private static Learner<ClassLabel, TinyClassifier> learner(Runnable inSecondFit) {
    TinyLearner tiny = new TinyLearner();
    return new Learner<>() {
      @Override
      public String describe() {
        return tiny.describe();
      }

      @Override
      public Set<Output> offers() {
        return tiny.offers();
      }

      @Override
      public TinyClassifier fit(
          List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, TinyClassifier> context) {
        if (labelled.size() == SECOND) {
          inSecondFit.run();
        }
        return tiny.fit(labelled, context);
      }
    };
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<List<String>> undisturbed() {
    try (ActiveLearning<ClassLabel> loop = builder().build()) {
      loop.run(GOLD);
      return queries(loop);
    }
  }

  private static List<List<String>> queries(ActiveLearning<ClassLabel> loop) {
    return loop.queries().stream().map(Query::ids).toList();
  }

  @Test
  void run_secondQueryWithPeople_trainsMeanwhile() {
    AtomicBoolean met = new AtomicBoolean();
    Learner<ClassLabel, TinyClassifier> learner =
        learner(
            () -> {
              fitting.countDown();
              met.set(await(asked));
            });
    try (ActiveLearning<ClassLabel> loop = builder().learner(learner).build()) {
      loop.run(
          query -> {
            if (query.round() == 2) {
              asked.countDown();
              assertTrue(await(fitting), "the oracle answers only once the training has begun");
            }
            return GOLD.ask(query);
          });
      assertTrue(met.get(), "the training ends only once the oracle was asked");
      assertEquals(undisturbed(), queries(loop));
    }
  }

  @Test
  void accept_trainingUnderWay_doesNotWaitForIt() {
    Learner<ClassLabel, TinyClassifier> learner =
        learner(
            () -> {
              fitting.countDown();
              await(asked);
            });
    try (ActiveLearning<ClassLabel> loop = builder().learner(learner).build()) {
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      Query second = loop.next().orElseThrow();
      assertTrue(await(fitting));
      assertTrue(loop.accept(GOLD.ask(second)).closed());
      assertEquals(SECOND + 7, loop.pool().labelledCount());
      assertEquals(1, loop.history().size());
      asked.countDown();
      assertEquals(3, loop.next().orElseThrow().round());
    }
  }

  @Test
  void run_eachQuery_isChosenByTheModelOfAllButTheLatestBatch() {
    List<List<Integer>> seen = new ArrayList<>();
    LoopFixture.LeastConfident watching =
        new LoopFixture.LeastConfident() {
          @Override
          public Selection select(
              AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
            seen.add(
                List.of(
                    context.round(),
                    context.history().size(),
                    context.pool().labelledCount(),
                    candidates.size()));
            return super.select(model, candidates, budget, context);
          }
        };
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder()
            .strategy(watching)
            .stopping(
                (history, pool) -> history.size() > 3 ? Optional.of("enough") : Optional.empty())
            .trainWhileLabelling()
            .build()) {
      loop.run(GOLD);
      assertEquals(
          List.of(
              List.of(1, 1, 8, 292),
              List.of(2, 1, 8, 285),
              List.of(3, 2, 15, 278),
              List.of(4, 3, 22, 271)),
          seen);
      // heard a batch later: with the fourth model trained, the fourth query was asked already
      assertEquals(5, loop.history().size());
      assertEquals(36, loop.history().get(4).labelled());
      List<String> ids = loop.queries().stream().flatMap(query -> query.ids().stream()).toList();
      assertEquals(ids.size(), ids.stream().distinct().count());
    }
  }

  @Test
  void run_limitOfLabels_holdsExactly() {
    try (ActiveLearning<ClassLabel> loop =
        builder()
            .stopping(
                (history, pool) ->
                    pool.labelledCount() >= 29 ? Optional.of("29 labels") : Optional.empty())
            .build()) {
      assertEquals("29 labels", loop.run(GOLD));
      assertEquals(29, loop.pool().labelledCount());
      assertEquals(List.of(8, 15, 22, 29), labelled(loop));
      assertEquals(4, loop.queries().size());
    }
  }

  private static List<Integer> labelled(ActiveLearning<ClassLabel> loop) {
    return loop.history().stream().map(iteration -> iteration.labelled()).toList();
  }

  @Test
  void run_smallPool_asksEverythingOnce() {
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder()
            .budget(Budget.items(100))
            .stopping((history, pool) -> Optional.empty())
            .trainWhileLabelling()
            .build()) {
      assertEquals(
          "pool exhausted: 0 unlabelled instances left, 100 instances requested", loop.run(GOLD));
      assertEquals(300, loop.pool().labelledCount());
      assertEquals(List.of(8, 108, 208, 300), labelled(loop));
    }
  }

  @Test
  void run_trainingFails_keepsTheAnswersAndGoesOn(@TempDir Path dir) {
    AtomicBoolean broken = new AtomicBoolean(true);
    Learner<ClassLabel, TinyClassifier> learner =
        learner(
            () -> {
              if (broken.getAndSet(false)) {
                await(asked);
                throw new IllegalStateException("no memory left");
              }
            });
    Oracle<ClassLabel> oracle =
        query -> {
          if (query.round() == 2) {
            asked.countDown();
          }
          return GOLD.ask(query);
        };
    try (ActiveLearning<ClassLabel> loop = builder().learner(learner).runDirectory(dir).build()) {
      IllegalStateException thrown =
          assertThrows(IllegalStateException.class, () -> loop.run(oracle));
      assertEquals("no memory left", thrown.getMessage());
      assertEquals(SECOND + 7, loop.pool().labelledCount());
      assertEquals(SECOND + 7, recordedLabels(dir));
      loop.run(oracle);
      assertEquals(undisturbed(), queries(loop));
    }
  }

  @Test
  void close_oracleFailedWhileTraining_keepsTheAnswersAndResumesExactly(@TempDir Path dir) {
    Learner<ClassLabel, TinyClassifier> learner =
        learner(
            () -> {
              fitting.countDown();
              await(asked);
            });
    Oracle<ClassLabel> failing =
        new Oracle<>() {
          @Override
          public Collection<Answer<ClassLabel>> ask(Query query) {
            if (query.round() == 2) {
              await(fitting);
              asked.countDown();
              throw new IllegalStateException("the annotator went home");
            }
            return GOLD.ask(query);
          }
        };
    try (ActiveLearning<ClassLabel> loop = builder().learner(learner).runDirectory(dir).build()) {
      assertThrows(IllegalStateException.class, () -> loop.run(failing));
    }
    assertEquals(SECOND, recordedLabels(dir));
    try (ActiveLearning<ClassLabel> loop = builder().runDirectory(dir).build()) {
      loop.run(GOLD);
      assertEquals(undisturbed(), queries(loop));
    }
  }

  @Test
  void close_whileTraining_dropsTheModelThatIsNotFinished(@TempDir Path dir) throws Exception {
    Learner<ClassLabel, TinyClassifier> learner =
        learner(
            () -> {
              fitting.countDown();
              await(asked);
            });
    ActiveLearning<ClassLabel> loop = builder().learner(learner).runDirectory(dir).build();
    loop.accept(GOLD.ask(loop.next().orElseThrow()));
    loop.accept(GOLD.ask(loop.next().orElseThrow()));
    loop.next();
    assertTrue(await(fitting));
    Thread closing = new Thread(loop::close);
    closing.start();
    asked.countDown();
    closing.join();
    assertThrows(IllegalStateException.class, loop::next);
    try (ActiveLearning<ClassLabel> resumed = builder().runDirectory(dir).build()) {
      resumed.run(GOLD);
      assertEquals(undisturbed(), queries(resumed));
    }
  }

  @Test
  void close_byAListenerOfTheTraining_doesNotWaitForItself(@TempDir Path dir) {
    List<ActiveLearning<ClassLabel>> loops = new ArrayList<>();
    LoopListener closing =
        new LoopListener() {
          @Override
          public void onIteration(org.al4j.core.log.Iteration iteration) {
            if (iteration.round() == 1) {
              loops.get(0).close();
              asked.countDown();
            }
          }
        };
    loops.add(builder().listener(closing).runDirectory(dir).build());
    ActiveLearning<ClassLabel> loop = loops.get(0);
    loop.accept(GOLD.ask(loop.next().orElseThrow()));
    loop.accept(GOLD.ask(loop.next().orElseThrow()));
    loop.next();
    assertTrue(await(asked));
    assertThrows(IllegalStateException.class, loop::next);
    try (ActiveLearning<ClassLabel> resumed = builder().runDirectory(dir).build()) {
      resumed.run(GOLD);
      assertEquals(undisturbed(), queries(resumed));
    }
  }

  @Test
  void accept_failedAndLateAnswers_areAskedAgainOrTakenOut() {
    try (ActiveLearning<ClassLabel> loop = builder().build()) {
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      Query first = loop.next().orElseThrow();
      List<Answer<ClassLabel>> answers = new ArrayList<>(GOLD.ask(first));
      answers.set(0, new Answer.Failed<>(first.ids().get(0), "time-out"));
      loop.accept(answers);
      Query second = loop.next().orElseThrow();
      assertTrue(second.ids().stream().noneMatch(first.ids()::contains));
      assertEquals(
          List.of(first.ids().get(0)),
          loop.accept(List.of(GOLD.ask(first).iterator().next())).accepted());
      loop.accept(GOLD.ask(second));
      Query third = loop.next().orElseThrow();
      assertTrue(third.ids().stream().noneMatch(first.ids()::contains));
      loop.successor(); // waits for the training under way
      assertTrue(labelled(loop).get(1) < SECOND, "a late answer counts from the next model on");
    }
  }

  private static long recordedLabels(Path dir) {
    return RunLog.read(dir).stream().filter(RunEvent.Labelled.class::isInstance).count();
  }
}
