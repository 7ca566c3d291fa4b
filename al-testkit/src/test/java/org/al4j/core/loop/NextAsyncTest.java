package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The next query by a future: one computation, on the caller's executor, and no thread waits. */
@Timeout(120)
class NextAsyncTest {
  private static final Oracle<ClassLabel> GOLD = Oracle.gold(LoopFixture.DATA.items());
  private static final int FIRST = 8; // labels that the first model is trained on
  private static final Executor NONE =
      work -> {
        throw new AssertionError("no work is due");
      };

  private final CountDownLatch fitting = new CountDownLatch(1);
  private final CountDownLatch looked = new CountDownLatch(1);
  private final AtomicInteger fits = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    looked.countDown();
    threads.shutdownNow();
  }

  /** Keeps work until it is told to do it. */
  private static final class Manual implements Executor {
    private final Queue<Runnable> work = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable command) {
      work.add(command);
    }

    synchronized int size() {
      return work.size();
    }

    void runAll() {
      for (Runnable next = poll(); next != null; next = poll()) {
        next.run();
      }
    }

    private synchronized Runnable poll() {
      return work.poll();
    }
  }

  /** Does something in the first fit. */
  private Learner<ClassLabel, TinyClassifier> learner(Runnable inFirstFit) {
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
        fits.incrementAndGet();
        if (labelled.size() == FIRST) {
          inFirstFit.run();
        }
        return tiny.fit(labelled, context);
      }
    };
  }

  private Learner<ClassLabel, TinyClassifier> held() {
    return learner(
        () -> {
          fitting.countDown();
          await(looked);
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<List<String>> undisturbed() {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().build()) {
      loop.run(GOLD);
      return queries(loop);
    }
  }

  private static List<List<String>> queries(ActiveLearning<ClassLabel> loop) {
    return loop.queries().stream().map(Query::ids).toList();
  }

  /** Answers the first query, so that a training is due. */
  private ActiveLearning<ClassLabel> answered(ActiveLearningBuilder<ClassLabel> builder) {
    ActiveLearning<ClassLabel> loop = builder.build();
    loop.accept(GOLD.ask(loop.next().orElseThrow()));
    return loop;
  }

  @Test
  void nextAsync_queryIsOpen_isThereWithoutAnyExecutor() throws Exception {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().build()) {
      Query query = loop.next().orElseThrow();
      CompletableFuture<Optional<Query>> future = loop.nextAsync(NONE);
      assertTrue(future.isDone());
      assertEquals(query, future.get().orElseThrow());
    }
  }

  @Test
  void nextAsync_trainingIsDue_isMadeByTheExecutorWhileOthersAnswerAndLook() throws Exception {
    try (ActiveLearning<ClassLabel> loop =
        answered(LoopFixture.builder().learner(held()).executor(threads))) {
      CompletableFuture<Optional<Query>> future = loop.nextAsync();
      await(fitting);
      assertEquals(8, loop.pool().labelledCount());
      assertEquals(List.of(), loop.history());
      assertEquals(1, loop.queries().size());
      assertEquals(Optional.empty(), loop.stopReason());
      assertTrue(loop.accept(List.of()).closed());
      assertFalse(future.isDone());
      looked.countDown();
      assertEquals(1, future.get().orElseThrow().round());
    }
  }

  @Test
  void nextAsync_manyCallers_shareOneComputation() throws Exception {
    try (ActiveLearning<ClassLabel> loop = answered(LoopFixture.builder().learner(held()))) {
      List<CompletableFuture<Optional<Query>>> futures = new ArrayList<>();
      futures.add(loop.nextAsync(threads));
      await(fitting);
      for (int i = 0; i < 5; i++) {
        futures.add(loop.nextAsync(NONE));
      }
      assertTrue(futures.stream().noneMatch(CompletableFuture::isDone));
      looked.countDown();
      for (CompletableFuture<Optional<Query>> future : futures) {
        Query query = future.get().orElseThrow();
        assertEquals(loop.queries().get(1), query);
      }
      assertEquals(1, fits.get());
    }
  }

  @Test
  void cancel_oneOfTwo_leavesTheComputationAndTheOther() throws Exception {
    try (ActiveLearning<ClassLabel> loop = answered(LoopFixture.builder().learner(held()))) {
      CompletableFuture<Optional<Query>> cancelled = loop.nextAsync(threads);
      CompletableFuture<Optional<Query>> other = loop.nextAsync(NONE);
      await(fitting);
      assertTrue(cancelled.cancel(true));
      assertFalse(other.isDone());
      looked.countDown();
      assertEquals(1, other.get().orElseThrow().round());
      assertTrue(cancelled.isCancelled());
      assertEquals(1, fits.get());
    }
  }

  @Test
  void cancel_theOnlyOne_keepsWhatIsComputedForTheNextCall() {
    Manual executor = new Manual();
    try (ActiveLearning<ClassLabel> loop = answered(LoopFixture.builder().learner(held()))) {
      loop.nextAsync(executor).cancel(true);
      looked.countDown();
      executor.runAll();
      assertEquals(1, loop.nextAsync(NONE).join().orElseThrow().round());
      assertEquals(1, fits.get());
    }
  }

  @Test
  void close_whileItRuns_failsTheFutureAndTheRunResumesExactly(@TempDir Path dir) {
    ActiveLearning<ClassLabel> loop =
        answered(LoopFixture.builder().learner(held()).runDirectory(dir));
    CompletableFuture<Optional<Query>> future = loop.nextAsync(threads);
    await(fitting);
    Future<?> closing = threads.submit(loop::close);
    looked.countDown();
    ExecutionException thrown = assertThrows(ExecutionException.class, future::get);
    assertInstanceOf(IllegalStateException.class, thrown.getCause());
    assertTrue(thrown.getMessage().contains("closed"), thrown.getMessage());
    assertThrows(ExecutionException.class, () -> loop.nextAsync(NONE).get());
    try {
      closing.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
    try (ActiveLearning<ClassLabel> resumed = LoopFixture.builder().runDirectory(dir).build()) {
      resumed.run(GOLD);
      assertEquals(undisturbed(), queries(resumed));
    }
  }

  @Test
  void close_executorThatNeverBegins_failsTheFuture() {
    Manual executor = new Manual();
    ActiveLearning<ClassLabel> loop = answered(LoopFixture.builder());
    CompletableFuture<Optional<Query>> future = loop.nextAsync(executor);
    loop.close();
    assertTrue(future.isCompletedExceptionally());
    executor.runAll(); // comes too late and does nothing
    assertEquals(0, loop.history().size());
  }

  @Test
  void nextAsync_fitFails_failsTheFutureAndTriesAgain() throws Exception {
    AtomicInteger failures = new AtomicInteger(1);
    Learner<ClassLabel, TinyClassifier> failing =
        learner(
            () -> {
              if (failures.getAndDecrement() > 0) {
                throw new IllegalArgumentException("no memory left");
              }
            });
    try (ActiveLearning<ClassLabel> loop = answered(LoopFixture.builder().learner(failing))) {
      CompletableFuture<Optional<Query>> future = loop.nextAsync();
      ExecutionException thrown = assertThrows(ExecutionException.class, future::get);
      assertEquals("no memory left", thrown.getCause().getMessage());
      assertEquals(1, loop.nextAsync().get().orElseThrow().round());
    }
  }

  @Test
  void nextAsync_executorRefuses_failsTheFutureAndLeavesTheLoopUsable() {
    Executor full =
        work -> {
          throw new RejectedExecutionException("full");
        };
    try (ActiveLearning<ClassLabel> loop = answered(LoopFixture.builder())) {
      CompletableFuture<Optional<Query>> future = loop.nextAsync(full);
      ExecutionException thrown = assertThrows(ExecutionException.class, future::get);
      assertInstanceOf(RejectedExecutionException.class, thrown.getCause());
      assertEquals(1, loop.next().orElseThrow().round());
    }
  }

  @Test
  void nextAsync_executorIsBroken_failsTheFutureAndNotTheNextOne() throws Exception {
    Executor broken =
        work -> {
          throw new UnsupportedOperationException("no threads");
        };
    try (ActiveLearning<ClassLabel> loop = answered(LoopFixture.builder())) {
      assertThrows(ExecutionException.class, () -> loop.nextAsync(broken).get());
      assertEquals(1, loop.nextAsync().get().orElseThrow().round());
    }
  }

  @Test
  void nextAsync_anotherThreadTrains_takesNoThreadUntilThatEnds() throws Exception {
    Manual executor = new Manual();
    try (ActiveLearning<ClassLabel> loop = answered(LoopFixture.builder().learner(held()))) {
      Future<Optional<Query>> next = threads.submit(loop::next);
      await(fitting);
      CompletableFuture<Optional<Query>> future = loop.nextAsync(executor);
      executor.runAll(); // finds the other at work and goes
      assertEquals(0, executor.size());
      assertFalse(future.isDone());
      looked.countDown();
      Query query = next.get().orElseThrow();
      while (!future.isDone()) { // the other thread hands the work over as it ends
        executor.runAll();
        Thread.onSpinWait();
      }
      assertEquals(query, future.get().orElseThrow());
      assertEquals(1, fits.get());
    }
  }

  @Test
  void nextAsync_byAListenerOfTheStep_isThereAfterTheStep() throws Exception {
    List<ActiveLearning<ClassLabel>> loops = new ArrayList<>();
    List<CompletableFuture<Optional<Query>>> futures = new ArrayList<>();
    LoopListener asking =
        new LoopListener() {
          @Override
          public void onIteration(Iteration iteration) {
            futures.add(loops.get(0).nextAsync());
          }
        };
    loops.add(LoopFixture.builder().listener(asking).build());
    try (ActiveLearning<ClassLabel> loop = loops.get(0)) {
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      Query query = loop.next().orElseThrow();
      assertEquals(query, futures.get(0).get().orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nextAsync_toTheEnd_isTheRunOfNext(boolean ahead) throws Exception {
    ActiveLearningBuilder<ClassLabel> builder = LoopFixture.builder().executor(threads);
    List<List<String>> expected = undisturbed();
    if (ahead) {
      try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().trainWhileLabelling().build()) {
        loop.run(GOLD);
        expected = queries(loop);
      }
      builder.trainWhileLabelling();
    }
    try (ActiveLearning<ClassLabel> loop = builder.build()) {
      assertEquals("10 rounds are done", drive(loop).get(60, TimeUnit.SECONDS));
      assertEquals(expected, queries(loop));
      assertEquals(Optional.empty(), loop.nextAsync(NONE).get());
    }
  }

  /** As a server would: each answer leads to the next future. */
  private static CompletableFuture<String> drive(ActiveLearning<ClassLabel> loop) {
    return loop.nextAsync()
        .thenCompose(
            query -> {
              if (query.isEmpty()) {
                return CompletableFuture.completedFuture(loop.stopReason().orElseThrow());
              }
              loop.accept(GOLD.ask(query.get()));
              return drive(loop);
            });
  }

  @Test
  void next_onTheOnlyThreadOfTheExecutor_doesTheWorkThatWaitsForIt() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder().trainWhileLabelling().executor(one).build()) {
      Future<String> run = one.submit(() -> loop.run(GOLD));
      assertEquals("10 rounds are done", run.get(60, TimeUnit.SECONDS));
    } finally {
      one.shutdownNow();
    }
  }

  @Test
  void run_executorOfTheCallersThread_isTheSameRun() {
    List<List<String>> expected;
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().trainWhileLabelling().build()) {
      loop.run(GOLD);
      expected = queries(loop);
    }
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder().trainWhileLabelling().executor(Runnable::run).build()) {
      loop.run(GOLD);
      assertEquals(expected, queries(loop));
    }
  }

  @Test
  void next_executorThatRefuses_trainsOnTheCallersThread() {
    Executor full =
        work -> {
          throw new RejectedExecutionException("full");
        };
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder().trainWhileLabelling().executor(full).build()) {
      assertEquals("10 rounds are done", loop.run(GOLD));
    }
  }

  @Test
  void nextAsync_firstExecutorDroppedIt_anotherOnesComesThrough() throws Exception {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().build()) {
      ExecutorService first = Executors.newSingleThreadExecutor();
      CountDownLatch held = new CountDownLatch(1);
      first.execute(
          () -> {
            try {
              held.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      CompletableFuture<Optional<Query>> dropped = loop.nextAsync(first);
      first.shutdownNow();
      assertTrue(loop.nextAsync(ForkJoinPool.commonPool()).get(30, TimeUnit.SECONDS).isPresent());
      assertTrue(dropped.get(30, TimeUnit.SECONDS).isPresent());
    }
  }
}
