package org.al4j.core.loop;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
 * model. Methods may be called from several threads; they exclude each other. A loop that {@link
 * ActiveLearningBuilder#trainWhileLabelling trains while people label} does so on a thread of its
 * own, which keeps nobody from answering.
 *
 * @param <A> the kind of annotation
 */
public final class ActiveLearning<A extends Annotation> implements AutoCloseable {
  private final LoopSettings<A> settings;
  private final RunLog log;
  private final RunState<A> state;
  private final Steps<A> steps;
  private final Ahead ahead = new Ahead(this);
  private boolean closed;

  ActiveLearning(LoopSettings<A> settings, RunLog log) {
    this.settings = settings;
    this.log = log;
    this.state = new RunState<>(settings.pool(), settings.initialBudget() != null);
    this.steps = new Steps<>(settings, log, state);
    log.events().forEach(state::apply);
    state.policyState().ifPresent(saved -> settings.policy().restore(log.loadState(saved)));
    state.evaluatorState().ifPresent(saved -> settings.evaluator().restore(log.loadState(saved)));
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
      Round round = accept(oracle.ask(outstanding(query.get())));
      if (!round.closed()) {
        closeRound();
      }
      requireProgress(round, query.get());
    }
    return stopReason().orElseThrow();
  }

  /**
   * What is to be labelled now, the same until it is closed; empty once the loop has stopped.
   * Trains when due. A loop that trains while people label begins with that here, and throws here
   * what it failed with; called again, it tries again.
   */
  public synchronized Optional<Query> next() {
    requireOpen();
    while (!state.stopped()) {
      if (!state.open()) {
        ahead.idle();
        requireOpen();
        ahead.rethrow();
        if (!state.open() && !state.stopped()) { // another thread may have been here meanwhile
          steps.advance();
        }
      } else if (state.outstanding().isEmpty()) {
        closeQuery(); // the process ended between the last answer and this line
      } else {
        ahead.start(steps::due);
        return Optional.of(state.query());
      }
    }
    return Optional.empty();
  }

  /**
   * Records answers; they are durable when this returns. Partial, repeated and late answers are
   * legal. An answer to what was never asked, an unknown label, or a label that contradicts a
   * recorded one is refused by id, and the rest is kept. The query closes with its last answer.
   */
  public synchronized Round accept(Collection<? extends Answer<A>> answers) {
    requireOpen();
    AnswerDesk<A> desk = new AnswerDesk<>(state, settings.labels());
    desk.receive(answers);
    steps.record(desk.events());
    if (state.open() && state.outstanding().isEmpty()) {
      closeQuery();
    }
    Round round =
        new Round(
            state.round(), desk.accepted(), desk.refused(), state.outstanding(), !state.open());
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

  private void closeQuery() {
    steps.record(List.of(new RunEvent.Closed(state.round())));
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
   * The model of the last finished round, trained again if the run was resumed. Valid until the
   * next round is trained or the loop is closed.
   *
   * @throws IllegalStateException before a first round with labels was finished
   */
  public synchronized SuccessorModel<A> successor() {
    requireOpen();
    ahead.idle();
    requireOpen();
    return steps
        .models()
        .after(state.lessons())
        .orElseThrow(
            () -> new IllegalStateException("no model yet: no round with labels is finished"))
        .successor();
  }

  /**
   * Closes the models and the log. The run folder can then be opened again. A training under way on
   * another thread is broken off and made again then.
   */
  @Override
  public void close() {
    steps.models().cancel(); // before the monitor, which a training in next() holds
    synchronized (this) {
      if (!closed) {
        closed = true;
        ahead.close();
        steps.models().close();
        log.close();
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

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "this loop is closed; build it again on its run folder to go on");
    }
  }
}
