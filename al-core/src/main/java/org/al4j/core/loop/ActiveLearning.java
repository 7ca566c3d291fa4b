package org.al4j.core.loop;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.Picked;
import org.al4j.core.log.RunLog;
import org.al4j.core.loop.internal.job.JobRunner;
import org.al4j.core.loop.internal.job.QueryFutures;
import org.al4j.core.loop.internal.job.Turn;
import org.al4j.core.loop.internal.model.HeldModels;
import org.al4j.core.loop.internal.run.Lessons;
import org.al4j.core.loop.internal.run.RunRules;
import org.al4j.core.loop.internal.run.RunState;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;

/**
 * The active learning loop: choose, ask, train, repeat. {@link #run} drives it with an oracle;
 * {@link #next}, {@link #accept} and {@link #closeRound} let an application drive it while people
 * take days. With a run folder every step is recorded before it counts, and building the loop again
 * on that folder goes on exactly where it was.
 *
 * <p>Round 0 asks the initial batch; each round trains models, fresh on all labels or as {@link
 * Training} says, and evaluates them; the next round asks what the strategy prefers under that
 * model. Methods may be called from several threads. Trainings, evaluations and selections are made
 * by one thread at a time, that of a caller of {@link #next}, or of the executor for callers of
 * {@link #nextAsync} and for a loop that {@link ActiveLearningBuilder#trainWhileLabelling trains
 * while people label}; they keep nobody from answering or looking.
 *
 * @param <A> the kind of annotation
 */
public final class ActiveLearning<A extends Annotation> extends PeopleSide<A>
    implements AutoCloseable {
  private final LoopSettings<A> settings;
  private final RunLog log;
  private final RunState<A> state; // the superclass's too
  private final Steps<A> steps;
  private final JobRunner runner;
  private final QueryFutures futures;
  private boolean closed;

  ActiveLearning(LoopSettings<A> settings, RunLog log) {
    super(
        RunState.of(
            settings.pool(),
            settings.labels(),
            settings.people(),
            settings.initialBudget() != null));
    this.settings = settings;
    this.log = log;
    this.state = state();
    this.steps = new Steps<>(settings, log, state);
    this.runner = new JobRunner(this, settings.executor());
    this.futures = new QueryFutures(() -> turn(false), runner);
    new RunRules<>(state, settings.labels(), settings.ahead(), log.journal()).replay(log.events());
    state.policyState().ifPresent(saved -> settings.policy().restore(log.loadState(saved)));
    state.evaluatorState().ifPresent(saved -> settings.evaluator().restore(log.loadState(saved)));
    reviewChanged();
    steps.reconsider();
  }

  /** A loop over {@code pool}, whose labels are the names in {@code labels}. */
  public static <A extends Annotation> ActiveLearningBuilder<A> builder(
      Pool<A> pool, LabelSpace labels) {
    return new ActiveLearningBuilder<>(pool, labels);
  }

  /**
   * Runs to the end and says why it stopped.
   *
   * @throws IllegalStateException if the oracle answers nothing of a query; the run can be resumed
   */
  public String run(Oracle<A> oracle) {
    return new OracleRun<>(this, oracle).run();
  }

  /**
   * What is to be labelled now, the same until it is closed; empty once the loop has stopped.
   * Trains and selects when due, on the caller's thread; others may answer and look meanwhile. A
   * loop that trains while people label begins with that here, and throws here what it failed with;
   * called again, it tries again.
   */
  public Optional<Query> next() {
    while (true) {
      Turn turn = turn(true);
      if (turn.kind() == Turn.Kind.THERE) {
        return turn.query();
      }
      turn.work().ifPresent(Runnable::run);
    }
  }

  /**
   * As {@link #next()} without waiting: the query by a future, trained and selected for by the
   * executor of the builder ({@link ActiveLearningBuilder#executor}).
   */
  public CompletableFuture<Optional<Query>> nextAsync() {
    return nextAsync(settings.executor());
  }

  /**
   * The query by a future, which is there already while one is open. All who wait at the same time
   * wait for one computation, by the executor of the first of them; no thread waits while other
   * work of the loop is under way. Each caller's future is its own: cancelling it, or letting it
   * time out, leaves the computation alone, whose result is there at the next call. What {@code
   * next()} would throw completes the future, as does {@link #close()}, with an {@link
   * IllegalStateException}; an executor that refuses the work, with its {@link
   * java.util.concurrent.RejectedExecutionException}.
   *
   * @param executor trains and selects; its tasks take as long as a training does
   */
  public CompletableFuture<Optional<Query>> nextAsync(Executor executor) {
    Objects.requireNonNull(executor, "executor");
    try {
      Optional<Turn> there = dispatched(atHand());
      return there.isPresent()
          ? CompletableFuture.completedFuture(there.get().query())
          : futures.next(executor);
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Turn turn(boolean wait) {
    return dispatched(Optional.of(look(wait))).get();
  }

  /** Hands what can be done while people label to the executor, with the monitor free. */
  private Optional<Turn> dispatched(Optional<Turn> turn) {
    turn.filter(found -> found.kind() == Turn.Kind.THERE)
        .flatMap(Turn::work)
        .ifPresent(runner::execute);
    return turn;
  }

  private synchronized Optional<Turn> atHand() {
    requireOpen();
    if (state.stopped()) {
      return Optional.of(Turn.there(Optional.empty(), Optional.empty()));
    }
    boolean asks = state.open() && !state.outstanding().isEmpty();
    return asks
        ? Optional.of(Turn.there(Optional.of(state.query()), runner.background(steps::background)))
        : Optional.empty();
  }

  private synchronized Turn look(boolean wait) {
    Optional<Turn> there = atHand();
    if (there.isPresent()) {
      return there.get();
    }
    if (state.open()) {
      closeQuery(); // the process ended between the last answer and this line
    }
    if (wait) {
      runner.idle(); // without the monitor: another thread may take steps meanwhile
      requireOpen();
    } else if (!runner.idleNow()) {
      return Turn.busy();
    }
    runner.rethrow();
    return state.open() || state.stopped()
        ? Turn.again()
        : Turn.work(runner.take(steps.advance(steps.phase())));
  }

  /** Gives up on what was not answered: it stays unlabelled. Does nothing if no query is open. */
  public synchronized void closeRound() {
    requireOpen();
    if (state.open()) {
      closeQuery();
    }
  }

  /** Ids of the open query that have no answer yet. */
  synchronized List<String> outstanding() {
    return state.outstanding();
  }

  /** The pool as it is now. */
  public synchronized Pool<A> pool() {
    return state.pool();
  }

  /** The finished rounds, oldest first. */
  public synchronized List<Iteration> history() {
    return state.history();
  }

  /** All queries so far, the open one included. */
  public synchronized List<Query> queries() {
    return state.queries();
  }

  /**
   * What was selected, query by query, with what the model that selected it made of it, and how
   * wrong that was: classes, utilities, confidences, losses.
   */
  public synchronized List<List<Picked>> picked() {
    return Picked.of(log.events());
  }

  /** Why the loop stopped; empty while it goes on. */
  public synchronized Optional<String> stopReason() {
    return state.stopReason();
  }

  /**
   * The model of the last finished round. It does not wait for a training under way; only where the
   * run was resumed the model is trained again first. Owned by the loop: it may be used by several
   * threads, until a later round takes its place or the loop is closed, and whoever is using it
   * then ends undisturbed.
   *
   * @throws IllegalStateException before a first round with labels was finished
   */
  public SuccessorModel<A> successor() {
    while (true) {
      Runnable remaking;
      synchronized (this) {
        requireOpen();
        Lessons<A> lessons = state.lessons();
        if (lessons.size() == 0 || lessons.count(lessons.size() - 1) == 0) {
          throw new IllegalStateException("no model yet: no round with labels is finished");
        }
        Optional<HeldModels<A>> held = steps.models().of(state.trainedRound());
        if (held.isPresent()) {
          return held.get().shared();
        }
        runner.idle();
        requireOpen();
        if (steps.models().of(state.trainedRound()).isPresent()) {
          continue;
        }
        remaking = runner.take(steps.remaking());
      }
      remaking.run();
    }
  }

  /**
   * Closes the models and the log. The run folder can then be opened again, whatever else fails. A
   * training under way on another thread is broken off and made again then.
   */
  @Override
  public void close() {
    steps.models().cancel(); // before the monitor, so that a training ends early
    synchronized (this) {
      if (!closed) {
        closed = true;
        runner.close();
        try {
          steps.models().close();
        } finally {
          log.close();
        }
      }
    }
    futures.close(closedLoop());
  }

  @Override
  Steps<A> steps() {
    return steps;
  }

  @Override
  void requireOpen() {
    if (closed) {
      throw closedLoop();
    }
  }

  private static IllegalStateException closedLoop() {
    return new IllegalStateException(
        "this loop is closed; build it again on its run folder to go on");
  }
}
