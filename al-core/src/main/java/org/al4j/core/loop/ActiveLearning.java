package org.al4j.core.loop;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.oracle.Answer;
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
 * by one thread at a time, that of a caller of {@link #next}, or of the loop's own if it {@link
 * ActiveLearningBuilder#trainWhileLabelling trains while people label}; they keep nobody from
 * answering or looking.
 *
 * @param <A> the kind of annotation
 */
public final class ActiveLearning<A extends Annotation> extends PeopleSide<A>
    implements AutoCloseable {
  private final LoopSettings<A> settings;
  private final RunLog log;
  private final RunState<A> state; // the superclass's too
  private final Steps<A> steps;
  private final JobRunner runner = new JobRunner(this);
  private boolean closed;

  ActiveLearning(LoopSettings<A> settings, RunLog log) {
    super(RunState.of(settings));
    this.settings = settings;
    this.log = log;
    this.state = state();
    this.steps = new Steps<>(settings, log, state);
    RunRules<A> rules = new RunRules<>(state, settings.labels(), settings.ahead());
    for (RunEvent event : log.events()) {
      rules.check(event);
      state.apply(event);
    }
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
    for (Optional<Query> query = next(); query.isPresent(); query = next()) {
      Round round = accept(answers(oracle, outstanding(query.get())));
      if (!round.closed()) {
        closeRound();
      }
      requireProgress(round, query.get());
    }
    return stopReason().orElseThrow();
  }

  private Collection<? extends Answer<A>> answers(Oracle<A> oracle, Query query) {
    Collection<? extends Answer<A>> answers = oracle.ask(query);
    if (answers == null) {
      throw new IllegalStateException(
          "the oracle returned null for the query of round "
              + query.round()
              + "; it returns the answers that it has, possibly none; what was labelled before is"
              + " kept and the run can be resumed");
    }
    return answers;
  }

  /**
   * What is to be labelled now, the same until it is closed; empty once the loop has stopped.
   * Trains and selects when due, on the caller's thread; others may answer and look meanwhile. A
   * loop that trains while people label begins with that here, and throws here what it failed with;
   * called again, it tries again.
   */
  public Optional<Query> next() {
    while (true) {
      Job job;
      synchronized (this) {
        requireOpen();
        if (state.stopped()) {
          return Optional.empty();
        }
        if (state.open() && !state.outstanding().isEmpty()) {
          runner.start(steps::due);
          return Optional.of(state.query());
        }
        if (state.open()) {
          closeQuery(); // the process ended between the last answer and this line
        }
        runner.idle(); // without the monitor: another thread may take steps meanwhile
        requireOpen();
        runner.rethrow();
        if (state.open() || state.stopped()) {
          continue;
        }
        job = steps.next();
        runner.take();
      }
      runner.run(job);
    }
  }

  /**
   * Records answers; they are durable when this returns. Partial, repeated and late answers are
   * legal. An answer to what was never asked, an unknown label, or a label that contradicts a
   * recorded one is refused by id, and the rest is kept. The query closes with its last answer. It
   * never waits for a training.
   */
  public synchronized Round accept(Collection<? extends Answer<A>> answers) {
    Objects.requireNonNull(answers, "answers: pass an empty collection if there are none");
    requireOpen();
    AnswerDesk<A> desk = new AnswerDesk<>(state, settings.labels());
    desk.receive(answers);
    steps.record(desk.events());
    if (state.open() && state.outstanding().isEmpty()) {
      closeQuery();
    }
    Round round =
        new Round(
            state.round(), desk.accepted(), desk.refusals(), state.outstanding(), !state.open());
    settings.listener().onAnswers(round);
    return round;
  }

  /** Gives up on what was not answered: it stays unlabelled. Does nothing if no query is open. */
  public synchronized void closeRound() {
    requireOpen();
    if (state.open()) {
      closeQuery();
    }
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
      Job remaking;
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
        remaking = steps.remaking();
        runner.take();
      }
      runner.run(remaking);
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
  }

  private synchronized Query outstanding(Query query) {
    Set<String> open = new HashSet<>(state.outstanding());
    return new Query(
        query.round(),
        query.items().stream().filter(item -> open.contains(item.instance().id())).toList());
  }

  private synchronized void requireProgress(Round round, Query query) {
    boolean gained =
        query.ids().stream()
            .mapToInt(id -> state.pool().corpus().ordinal(id))
            .anyMatch(ordinal -> !state.pool().isUnlabelled(ordinal));
    if (!gained) {
      throw new IllegalStateException(
          "the oracle labelled none of the "
              + query.items().size()
              + " instances of round "
              + query.round()
              + (round.refused().isEmpty() ? "" : "; refused: " + round.refused().values())
              + "; what was labelled before is kept and the run can be resumed");
    }
  }

  @Override
  Steps<A> steps() {
    return steps;
  }

  @Override
  void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "this loop is closed; build it again on its run folder to go on");
    }
  }
}
