package org.al4j.core.loop;

import java.time.Duration;
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
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.oracle.AnnotationTime;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Selected;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands: the fold of its events. The live loop and a resumed one change it in the same
 * way, by applying events after they were recorded.
 */
final class RunState<A extends Annotation> {
  private final Set<String> asked = new HashSet<>();
  private final Map<String, A> given = new HashMap<>();
  private final Set<String> outstanding = new LinkedHashSet<>();
  private final List<Query> queries = new ArrayList<>();
  private final List<Iteration> history = new ArrayList<>();
  private final List<Labelled<A>> labelled = new ArrayList<>();
  private final Map<String, Duration> times = new HashMap<>();
  private final List<Lessons.Mark> marks = new ArrayList<>();
  private final Map<Integer, Double> selectSeconds = new HashMap<>();
  private final boolean startsWithQuery;
  private Pool<A> pool;
  private Pool<A> askedPool;
  private @Nullable Class<?> kind; // of annotation, once there is one
  private boolean open;
  private int round;
  private Optional<RunEvent.Stopped> stop = Optional.empty();
  private Optional<RunEvent.StateFile> policyState = Optional.empty();
  private Optional<RunEvent.StateFile> evaluatorState = Optional.empty();

  RunState(Pool<A> pool, boolean startsWithQuery) {
    this.pool = pool;
    this.askedPool = pool;
    this.startsWithQuery = startsWithQuery;
    pool.labelled().forEach(this::remember);
  }

  void apply(RunEvent event) {
    if (event instanceof RunEvent.Asked ask) {
      applyAsked(ask);
    } else if (event instanceof RunEvent.Labelled label) {
      applyLabelled(label);
    } else if (event instanceof RunEvent.Skipped skipped) {
      pool = pool.skip(List.of(skipped.id()));
      outstanding.remove(skipped.id());
    } else if (event instanceof RunEvent.Failed failed) {
      outstanding.remove(failed.id());
    } else if (event instanceof RunEvent.Closed) {
      outstanding.clear();
      open = false;
    } else if (event instanceof RunEvent.Trained trained) {
      int trainedRound = trained.iteration().round();
      // not what the pool holds now: a late answer may have come while the model was trained
      marks.add(new Lessons.Mark(trainedRound, trained.iteration().labelled()));
      history.add(trained.iteration());
      evaluatorState = trained.evaluatorState();
    } else if (event instanceof RunEvent.Stopped stopped) {
      stop = Optional.of(stopped);
    } else if (event instanceof RunEvent.Continued) {
      stop = Optional.empty();
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
    selectSeconds.put(round, ask.selectSeconds());
    policyState = ask.policyState();
    askedPool = pool;
    open = true;
  }

  @SuppressWarnings(
      "unchecked") // a run's annotations are of one kind, and its identity was compared on opening
  private void applyLabelled(RunEvent.Labelled label) {
    A annotation = (A) label.annotation();
    Labelled<A> item = new Labelled<>(instance(label.id()), annotation);
    pool = pool.label(List.of(item));
    remember(item);
    label.time().ifPresent(time -> times.put(label.id(), time));
    outstanding.remove(label.id());
  }

  private void remember(Labelled<A> item) {
    labelled.add(item);
    given.put(item.instance().id(), item.annotation());
    kind = item.annotation().getClass();
  }

  Instance instance(String id) {
    int ordinal = pool.corpus().ordinal(id);
    if (ordinal < 0) {
      throw new InvalidInputException(
          "run.jsonl names instance '" + id + "', which is not in the corpus");
    }
    return pool.corpus().get(ordinal);
  }

  /** Whether nothing was asked yet and something must be before any training. */
  boolean startsNow() {
    return startsWithQuery && queries.isEmpty();
  }

  /** Whether a query is with people. */
  boolean open() {
    return open;
  }

  boolean stopped() {
    return stop.isPresent();
  }

  /** The round whose models were trained last, -1 before the first. */
  int trainedRound() {
    return history.isEmpty() ? -1 : history.get(history.size() - 1).round();
  }

  /** The round of the last query. */
  int round() {
    return round;
  }

  Pool<A> pool() {
    return pool;
  }

  /**
   * The pool that a round's models are trained on. Where the next query was asked before they were
   * trained, it is the pool of that moment: what is answered meanwhile must not depend on who is
   * faster.
   */
  Pool<A> poolOf(int trainedRound) {
    return trainedRound < round ? askedPool : pool;
  }

  /** What the models so far were trained on. */
  Lessons<A> lessons() {
    return new Lessons<>(labelled, marks);
  }

  /** The same with a round that is to be trained now. */
  Lessons<A> lessonsUpTo(int next) {
    List<Lessons.Mark> all = new ArrayList<>(marks);
    all.add(new Lessons.Mark(next, poolOf(next).labelledCount()));
    return new Lessons<>(labelled, all);
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

  boolean isOutstanding(String id) {
    return outstanding.contains(id);
  }

  /**
   * Why an annotation fits neither the labels nor the run's kind of annotation.
   *
   * @param beside an annotation that comes with it; the run's may have none yet
   */
  Optional<String> refusal(
      LabelSpace labels, Instance instance, Annotation annotation, Optional<A> beside) {
    Class<?> expected = kind == null ? beside.<Class<?>>map(Object::getClass).orElse(null) : kind;
    boolean other = expected != null && expected != annotation.getClass();
    return other
        ? Optional.of(
            "a "
                + annotation.getClass().getSimpleName()
                + " is given, and the run's annotations are of kind "
                + expected.getSimpleName())
        : labels.refusal(instance, annotation);
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

  /** The times measured for the labels that a round's models are trained on, as they came in. */
  List<AnnotationTime> timesOf(int trainedRound) {
    return labelled.subList(0, poolOf(trainedRound).labelledCount()).stream()
        .map(Labelled::instance)
        .filter(instance -> times.containsKey(instance.id()))
        .map(instance -> new AnnotationTime(instance, times.get(instance.id())))
        .toList();
  }

  /** Time to choose a round's query; 0 for a round without one. */
  double selectSeconds(int ofRound) {
    return selectSeconds.getOrDefault(ofRound, 0.0);
  }

  Optional<String> stopReason() {
    return stop.map(RunEvent.Stopped::reason);
  }

  /** Whether it was the stopping criterion that ended the run. */
  boolean stoppedByCriterion() {
    return stop.filter(end -> end.cause() == RunEvent.Stopped.Cause.CRITERION).isPresent();
  }

  Optional<RunEvent.StateFile> policyState() {
    return policyState;
  }

  Optional<RunEvent.StateFile> evaluatorState() {
    return evaluatorState;
  }
}
