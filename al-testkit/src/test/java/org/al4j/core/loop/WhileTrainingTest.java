package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.model.TextClassifier;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody waits for a training in {@code next()}, and nobody loses a model under his hands. */
@Timeout(120)
class WhileTrainingTest {
  private static final Oracle<ClassLabel> GOLD = Oracle.gold(LoopFixture.DATA.items());
  private static final int SECOND = 8 + 7; // labels that the second model is trained on

  private final CountDownLatch fitting = new CountDownLatch(1);
  private final CountDownLatch looked = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    looked.countDown();
    threads.shutdownNow();
  }

  /** Refuses to be used once closed. */
  private static final class Model implements TextClassifier {
    private final TinyClassifier tiny;
    private volatile boolean closed;

    Model(TinyClassifier tiny) {
      this.tiny = tiny;
    }

    @Override
    public Set<Output> offers() {
      return tiny.offers();
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      tiny.forward(xs, wanted, sink);
    }

    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
      tiny.predict(
          xs,
          prediction -> {
            assertFalse(closed, "closed while it is used");
            sink.accept(prediction);
          });
      assertFalse(closed, "closed while it is used");
    }

    @Override
    public void save(Path dir) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** The second fit waits until the test has looked. */
  private Learner<ClassLabel, Model> learner() {
    return new Learner<>() {
      @Override
      public String describe() {
        return "waiting";
      }

      @Override
      public Set<Output> offers() {
        return new TinyLearner().offers();
      }

      @Override
      public Model fit(List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, Model> context) {
        if (labelled.size() >= SECOND) {
          fitting.countDown();
          await(looked);
        }
        return new Model(
            new TinyLearner()
                .fit(labelled, context.withPrevious(Optional.<TinyClassifier>empty())));
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private ActiveLearning<ClassLabel> loop(Path dir) {
    return LoopFixture.builder().learner(learner()).runDirectory(dir).build();
  }

  private static ActiveLearning<ClassLabel> resumed(Path dir) {
    Learner<ClassLabel, TinyClassifier> tiny = new TinyLearner();
    Learner<ClassLabel, TinyClassifier> sameName =
        new Learner<>() {
          @Override
          public String describe() {
            return "waiting";
          }

          @Override
          public Set<Output> offers() {
            return tiny.offers();
          }

          @Override
          public TinyClassifier fit(
              List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, TinyClassifier> context) {
            return tiny.fit(labelled, context);
          }
        };
    return LoopFixture.builder().learner(sameName).runDirectory(dir).build();
  }

  private static ClassLabel gold(String id) {
    return LoopFixture.DATA.items().stream()
        .filter(item -> item.instance().id().equals(id))
        .findFirst()
        .orElseThrow()
        .annotation();
  }

  @Test
  void looking_whileNextTrains_waitsForNothing(@TempDir Path dir) throws Exception {
    try (ActiveLearning<ClassLabel> loop = loop(dir)) {
      // 7 + 7 labels are one less than the second fit waits for: one late answer makes it
      Query first = loop.next().orElseThrow();
      loop.accept(GOLD.ask(first));
      Query second = loop.next().orElseThrow();
      loop.accept(GOLD.ask(second));
      Future<Optional<Query>> next = threads.submit(loop::next);
      await(fitting);
      assertEquals(SECOND, loop.pool().labelledCount());
      assertEquals(1, loop.history().size());
      assertEquals(2, loop.queries().size());
      assertEquals(Optional.empty(), loop.stopReason());
      assertTrue(loop.accept(List.of()).closed());
      loop.closeRound();
      SuccessorModel<ClassLabel> before = loop.successor();
      int[] predictions = {0};
      before.predict(LoopFixture.DATA.corpus(), one -> predictions[0]++);
      assertEquals(300, predictions[0]);
      assertFalse(next.isDone());
      looked.countDown();
      assertEquals(2, next.get().orElseThrow().round());
    }
  }

  @Test
  void accept_lateAnswerWhileNextTrains_countsFromTheNextModelOnAndResumes(@TempDir Path dir)
      throws Exception {
    List<List<String>> asked;
    try (ActiveLearning<ClassLabel> loop = loop(dir)) {
      List<Query> queries = new ArrayList<>();
      queries.add(loop.next().orElseThrow());
      List<Answer<ClassLabel>> answers = new ArrayList<>(GOLD.ask(queries.get(0)));
      String late = queries.get(0).ids().get(0);
      answers.set(0, new Answer.Failed<>(late, "time-out"));
      loop.accept(answers);
      queries.add(loop.next().orElseThrow());
      loop.accept(GOLD.ask(queries.get(1)));
      boolean again = queries.get(1).ids().contains(late);
      Future<Optional<Query>> next = threads.submit(loop::next);
      if (!again && fitting.await(2, TimeUnit.SECONDS)) {
        throw new AssertionError("14 labels do not wait");
      }
      next.get();
      Query third = loop.queries().get(loop.queries().size() - 1);
      loop.accept(GOLD.ask(third));
      Future<Optional<Query>> training = threads.submit(loop::next);
      await(fitting);
      int before = loop.pool().labelledCount();
      assertEquals(again ? 0 : 1, loop.accept(List.of(answer(late))).accepted().size());
      looked.countDown();
      training.get();
      assertEquals(before, loop.history().get(2).labelled(), "the model had not seen it");
      asked = loop.queries().stream().map(Query::ids).toList();
    }
    try (ActiveLearning<ClassLabel> loop = resumed(dir)) {
      assertEquals(asked, loop.queries().stream().map(Query::ids).toList());
      loop.run(GOLD);
    }
    assertTrue(RunLog.read(dir).stream().filter(RunEvent.Trained.class::isInstance).count() > 10);
  }

  private static Answer<ClassLabel> answer(String id) {
    return new Answer.Given<>(id, gold(id));
  }

  @Test
  void successor_replacedWhileItPredicts_endsUndisturbedAndIsRefusedAfterwards(@TempDir Path dir)
      throws Exception {
    CountDownLatch predicting = new CountDownLatch(1);
    CountDownLatch replaced = new CountDownLatch(1);
    looked.countDown();
    try (ActiveLearning<ClassLabel> loop = loop(dir)) {
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      loop.next();
      SuccessorModel<ClassLabel> model = loop.successor();
      model.close(); // it is the loop's
      Future<?> use =
          threads.submit(
              () ->
                  model.predict(
                      LoopFixture.DATA.corpus(),
                      one -> {
                        predicting.countDown();
                        await(replaced);
                      }));
      await(predicting);
      loop.accept(GOLD.ask(loop.queries().get(1)));
      assertEquals(2, loop.next().orElseThrow().round());
      replaced.countDown();
      use.get();
      IllegalStateException error =
          assertThrows(
              IllegalStateException.class,
              () -> model.predict(LoopFixture.DATA.corpus(), one -> {}));
      assertTrue(error.getMessage().contains("a later round's took its place"));
    }
  }

  @Test
  void next_fromManyThreads_takesEachStepOnce(@TempDir Path dir) throws Exception {
    looked.countDown();
    try (ActiveLearning<ClassLabel> loop = loop(dir)) {
      List<Future<String>> runs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        runs.add(
            threads.submit(
                () -> {
                  for (Optional<Query> query = loop.next(); query.isPresent(); ) {
                    loop.accept(GOLD.ask(query.get()));
                    query = loop.next();
                  }
                  return loop.stopReason().orElseThrow();
                }));
      }
      for (Future<String> run : runs) {
        assertEquals("10 rounds are done", run.get());
      }
      List<Integer> rounds = loop.history().stream().map(done -> done.round()).toList();
      assertEquals(rounds.stream().sorted(Comparator.naturalOrder()).toList(), rounds);
      assertEquals(11, rounds.size());
      assertEquals(78, loop.pool().labelledCount());
    }
  }

  @Test
  void next_calledByAListenerOfTheStep_isRefusedInWords(@TempDir Path dir) {
    List<ActiveLearning<ClassLabel>> loops = new ArrayList<>();
    LoopListener calling =
        new LoopListener() {
          @Override
          public void onIteration(org.al4j.core.log.Iteration iteration) {
            loops.get(0).next();
          }
        };
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder().listener(calling).runDirectory(dir).build()) {
      loops.add(loop);
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      IllegalStateException error = assertThrows(IllegalStateException.class, loop::next);
      assertTrue(error.getMessage().contains("called next()"), error.getMessage());
      assertEquals(1, loop.next().orElseThrow().round());
    }
  }
}
