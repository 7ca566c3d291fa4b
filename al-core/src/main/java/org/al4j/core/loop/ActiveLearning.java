package org.al4j.core.loop;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.Seeds;
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
 * <p>Round 0 asks the initial batch; each round trains fresh models on all labels and evaluates
 * them; the next round asks what the strategy prefers under that model. Methods may be called from
 * several threads; they exclude each other.
 *
 * @param <A> the kind of annotation
 */
public final class ActiveLearning<A extends Annotation> implements AutoCloseable {
  private final LoopSettings<A> settings;
  private final RunLog log;
  private final RunState<A> state;
  private final Seeds seeds;
  private final ModelKeeper<A> models;
  private boolean closed;

  ActiveLearning(LoopSettings<A> settings, RunLog log) {
    this.settings = settings;
    this.log = log;
    this.seeds = new Seeds(settings.seed());
    this.models = new ModelKeeper<>(settings, seeds);
    this.state = new RunState<>(settings.pool(), settings.initialBudget() != null);
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
   * Trains when due.
   */
  public synchronized Optional<Query> next() {
    requireOpen();
    if (state.phase() == RunState.Phase.ANSWER && state.outstanding().isEmpty()) {
      record(
          new RunEvent.Closed(
              state.round())); // the process ended between the last answer and this line
    }
    while (true) {
      switch (state.phase()) {
        case ASK -> ask(0);
        case TRAIN -> train();
        case DECIDE -> decide();
        case ANSWER -> {
          return Optional.of(state.query());
        }
        case STOPPED -> {
          return Optional.empty();
        }
      }
    }
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
    record(desk.events());
    boolean complete = state.phase() == RunState.Phase.ANSWER && state.outstanding().isEmpty();
    if (complete) {
      record(new RunEvent.Closed(state.round()));
    }
    boolean closed = state.phase() != RunState.Phase.ANSWER;
    Round round =
        new Round(state.round(), desk.accepted(), desk.refused(), state.outstanding(), closed);
    settings.listener().onAnswers(round);
    return round;
  }

  /** Gives up on what was not answered: it stays unlabelled. Does nothing if no query is open. */
  public synchronized void closeRound() {
    requireOpen();
    if (state.phase() == RunState.Phase.ANSWER) {
      record(new RunEvent.Closed(state.round()));
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
   * The model of the last finished round, trained again if the run was resumed. Valid until the
   * next round is trained or the loop is closed.
   *
   * @throws IllegalStateException before a first round with labels was finished
   */
  public synchronized SuccessorModel<A> successor() {
    requireOpen();
    return models
        .current(state)
        .orElseThrow(
            () -> new IllegalStateException("no model yet: no round with labels is finished"))
        .successor();
  }

  /** Closes the models and the log. The run folder can then be opened again. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      models.close();
      log.close();
    }
  }

  private void ask(int round) {
    Optional<Trainer.Models<A>> current = round == 0 ? Optional.empty() : models.current(state);
    Optional<RunEvent.Asked> chosen =
        new Choice<>(settings, log, seeds, state.history())
            .choose(round, state.pool(), current.map(Trainer.Models::acquisition));
    if (chosen.isEmpty()) {
      stop("no candidate fits the budget of " + settings.budget(round).describe());
      return;
    }
    record(chosen.get());
    settings.listener().onQuery(state.query());
  }

  private void train() {
    long start = System.nanoTime();
    Optional<Trainer.Models<A>> fitted = models.fit(state.pool(), state.round());
    double fitSeconds = seconds(start);
    start = System.nanoTime();
    Map<String, Double> scores =
        fitted
            .map(pair -> settings.evaluator().evaluate(pair.successor(), settings.labels()))
            .orElse(Map.of());
    Pool<A> pool = state.pool();
    Iteration iteration =
        new Iteration(
            state.round(),
            pool.labelledCount(),
            pool.unlabelledCount(),
            pool.skippedCount(),
            scores,
            state.selectSeconds(),
            fitSeconds,
            seconds(start));
    record(
        new RunEvent.Trained(
            iteration,
            settings.evaluator().state().map(bytes -> log.saveState("evaluator", bytes))));
    settings.listener().onIteration(iteration);
  }

  private void decide() {
    Optional<String> reason = settings.stopping().reason(state.history(), state.pool());
    if (reason.isPresent()) {
      stop(reason.get());
    } else if (state.pool().unlabelledCount() == 0) {
      stop(
          "pool exhausted: 0 unlabelled instances left, "
              + settings.budget().describe()
              + " requested");
    } else {
      ask(state.round() + 1);
    }
  }

  private void stop(String reason) {
    record(new RunEvent.Stopped(state.round(), reason));
    settings.listener().onStop(reason);
  }

  private void record(RunEvent event) {
    record(List.of(event));
  }

  private void record(List<RunEvent> events) {
    if (!events.isEmpty()) {
      log.append(events);
      events.forEach(state::apply);
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

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
