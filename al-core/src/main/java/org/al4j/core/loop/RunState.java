package org.al4j.core.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Selected;

/**
 * Where a run stands: the fold of its events. The live loop and a resumed one change it in the same
 * way, by applying events after they were recorded.
 */
final class RunState<A extends Annotation> {
  /** What has to happen next. */
  enum Phase {
    ASK,
    ANSWER,
    TRAIN,
    DECIDE,
    STOPPED
  }

  private final Set<String> asked = new HashSet<>();
  private final Map<String, A> given = new HashMap<>();
  private final Set<String> outstanding = new LinkedHashSet<>();
  private final List<Query> queries = new ArrayList<>();
  private final List<Iteration> history = new ArrayList<>();
  private Pool<A> pool;
  private Pool<A> trainedPool;
  private Phase phase;
  private int round;
  private double selectSeconds;
  private Optional<String> stopReason = Optional.empty();
  private Optional<RunEvent.StateFile> policyState = Optional.empty();
  private Optional<RunEvent.StateFile> evaluatorState = Optional.empty();

  RunState(Pool<A> pool, boolean startsWithQuery) {
    this.pool = pool;
    this.trainedPool = pool;
    this.phase = startsWithQuery ? Phase.ASK : Phase.TRAIN;
    pool.labelled().forEach(item -> given.put(item.instance().id(), item.annotation()));
  }

  void apply(RunEvent event) {
    if (event instanceof RunEvent.Asked ask) {
      applyAsked(ask);
    } else if (event instanceof RunEvent.Labelled labelled) {
      applyLabelled(labelled);
    } else if (event instanceof RunEvent.Skipped skipped) {
      pool = pool.skip(List.of(skipped.id()));
      outstanding.remove(skipped.id());
    } else if (event instanceof RunEvent.Failed failed) {
      outstanding.remove(failed.id());
    } else if (event instanceof RunEvent.Closed) {
      outstanding.clear();
      phase = Phase.TRAIN;
    } else if (event instanceof RunEvent.Trained trained) {
      history.add(trained.iteration());
      evaluatorState = trained.evaluatorState();
      trainedPool = pool;
      phase = Phase.DECIDE;
    } else if (event instanceof RunEvent.Stopped stopped) {
      stopReason = Optional.of(stopped.reason());
      phase = Phase.STOPPED;
    }
  }

  private void applyAsked(RunEvent.Asked ask) {
    List<Selected> items =
        ask.items().stream()
            .map(item -> new Selected(instance(item.id()), item.utility()))
            .toList();
    Query query = new Query(ask.round(), items);
    queries.add(query);
    asked.addAll(query.ids());
    outstanding.clear();
    outstanding.addAll(query.ids());
    round = ask.round();
    selectSeconds = ask.selectSeconds();
    policyState = ask.policyState();
    phase = Phase.ANSWER;
  }

  @SuppressWarnings(
      "unchecked") // a run's annotations are of one kind, and its identity was compared on opening
  private void applyLabelled(RunEvent.Labelled labelled) {
    A annotation = (A) labelled.annotation();
    pool = pool.label(List.of(new Labelled<>(instance(labelled.id()), annotation)));
    given.put(labelled.id(), annotation);
    outstanding.remove(labelled.id());
  }

  private Instance instance(String id) {
    int ordinal = pool.corpus().ordinal(id);
    if (ordinal < 0) {
      throw new InvalidInputException(
          "the run's log names instance '" + id + "', which is not in the corpus");
    }
    return pool.corpus().get(ordinal);
  }

  Phase phase() {
    return phase;
  }

  int round() {
    return round;
  }

  Pool<A> pool() {
    return pool;
  }

  /**
   * The pool that the last round's model was trained on; late answers may have changed {@link
   * #pool()} since.
   */
  Pool<A> trainedPool() {
    return trainedPool;
  }

  boolean wasAsked(String id) {
    return asked.contains(id);
  }

  Optional<A> given(String id) {
    return Optional.ofNullable(given.get(id));
  }

  List<String> outstanding() {
    return List.copyOf(outstanding);
  }

  List<Query> queries() {
    return List.copyOf(queries);
  }

  Query query() {
    return queries.get(queries.size() - 1);
  }

  List<Iteration> history() {
    return List.copyOf(history);
  }

  double selectSeconds() {
    return selectSeconds;
  }

  Optional<String> stopReason() {
    return stopReason;
  }

  Optional<RunEvent.StateFile> policyState() {
    return policyState;
  }

  Optional<RunEvent.StateFile> evaluatorState() {
    return evaluatorState;
  }
}
