package org.al4j.core.loop.internal.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunEvent.Stopped.Cause;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.AnnotationTime;
import org.al4j.core.query.Selected;

/**
 * Where a run stands: the fold of its events. The live loop and a resumed one change it in the same
 * way, by applying events after they were recorded.
 */
public final class RunState<A extends Annotation> {
  private final Set<String> asked = new HashSet<>();
  private final List<Query> queries = new ArrayList<>();
  private final List<Iteration> history = new ArrayList<>();
  private final List<Lessons.Mark> marks = new ArrayList<>();
  private final Map<Integer, RunEvent.Asked> asks = new HashMap<>();
  private final boolean startsWithQuery;
  private final JudgementBook<A> book;
  private final LabelChanges<A> labels;
  private final OpenQuery<A> openQuery;
  private LabelChanges.Moment<A> askedAt;
  private boolean grown; // since the run stopped
  private int changesAtStop;
  private int round;
  private Optional<RunEvent.Stopped> stop = Optional.empty();
  private Optional<RunEvent.StateFile> policyState = Optional.empty();
  private Optional<RunEvent.StateFile> evaluatorState = Optional.empty();

  private RunState(Pool<A> pool, boolean startsWithQuery, JudgementBook<A> book) {
    this.startsWithQuery = startsWithQuery;
    this.book = book;
    this.labels = new LabelChanges<>(pool);
    this.openQuery = new OpenQuery<>(book, labels.editor());
    this.askedAt = labels.now(Set.of());
  }

  /**
   * Before the first event of a run.
   *
   * @param startsWithQuery whether the first query comes before any training
   */
  public static <A extends Annotation> RunState<A> of(
      Pool<A> pool, LabelSpace labels, People<A> people, boolean startsWithQuery) {
    return new RunState<>(pool, startsWithQuery, new JudgementBook<>(people, labels));
  }

  public void apply(RunEvent event) {
    if (event instanceof RunEvent.Asked ask) {
      applyAsked(ask);
    } else if (event instanceof RunEvent.Labelled label) {
      said(label.id(), label);
      labels.took(instance(label.id()), label.annotation(), label.time());
    } else if (event instanceof RunEvent.Revised revised) {
      said(revised.id(), revised);
      labels.took(instance(revised.id()), revised.annotation(), revised.time());
    } else if (event instanceof RunEvent.Withdrawn withdrawn) {
      said(withdrawn.id(), withdrawn);
    } else if (event instanceof RunEvent.Decided decided) {
      said(decided.id(), decided);
    } else if (event instanceof RunEvent.Skipped skipped) {
      said(skipped.id(), skipped);
    } else if (event instanceof RunEvent.Offered offered) {
      asked.addAll(offered.ids());
    } else if (event instanceof RunEvent.Grown more) {
      labels.grow(more.instances());
      grown = stop.isPresent();
    } else {
      book.applyBeside(event);
      openQuery.apply(event);
      applyStep(event);
    }
  }

  private void applyStep(RunEvent event) {
    if (event instanceof RunEvent.Trained trained) {
      // not what the pool holds now: a late answer may have come while the model was trained
      marks.add(Lessons.Mark.of(trained));
      history.add(trained.iteration());
      evaluatorState = trained.evaluatorState();
    } else if (event instanceof RunEvent.Stopped stopped) {
      stop = Optional.of(stopped);
      changesAtStop = labels.changes().size();
      grown = false;
    } else if (event instanceof RunEvent.Continued continued) {
      stop = Optional.empty();
      if (continued.round() > round) { // a round without a query
        round = continued.round();
        askedAt = now();
      }
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
    round = ask.round();
    asks.put(round, ask);
    policyState = ask.policyState();
    askedAt = now();
    openQuery.begin(query);
  }

  /** An event that concerns one instance. */
  private void said(String id, RunEvent event) {
    Standing<A> before = book.of(id);
    book.apply(id, event);
    Standing<A> after = book.of(id);
    labels.change(instance(id), before.label(), after.label());
    if (book.isSetAside(after)) {
      labels.editor().skip(id);
    }
    openQuery.update(id);
  }

  public Instance instance(String id) {
    int ordinal = ordinal(id);
    if (ordinal < 0) {
      throw new InvalidInputException(
          "the log names instance '" + id + "', which is not in the corpus");
    }
    return labels.editor().corpus().get(ordinal);
  }

  public JudgementBook<A> book() {
    return book;
  }

  public OpenQuery<A> openQuery() {
    return openQuery;
  }

  /** Whether something is to be asked before any training. */
  public boolean startsNow() {
    return startsWithQuery && queries.isEmpty();
  }

  /** Whether a query is with people. */
  public boolean open() {
    return openQuery.isOpen();
  }

  public boolean stopped() {
    return stop.isPresent();
  }

  /** The round whose models were trained last, -1 before the first. */
  public int trainedRound() {
    return history.isEmpty() ? -1 : history.get(history.size() - 1).round();
  }

  /** The round of the last query, or that of a training without one, on what people decided. */
  public int round() {
    return round;
  }

  public Pool<A> pool() {
    return labels.editor().pool();
  }

  LabelChanges.Moment<A> now() {
    return labels.now(openQuery.disputed());
  }

  /**
   * What a round's models are trained on. Where the next query was asked before they were trained,
   * it is what was known at that moment: what is answered meanwhile must not depend on who is
   * faster.
   */
  LabelChanges.Moment<A> momentOf(int trainedRound) {
    return trainedRound < round ? askedAt : now();
  }

  public Pool<A> poolOf(int trainedRound) {
    return momentOf(trainedRound).pool();
  }

  /** The instances that can be asked by what was known then: those in dispute cannot. */
  public Pool<A> choosableOf(int trainedRound) {
    return momentOf(trainedRound).choosable();
  }

  /** What the models so far were trained on. */
  public Lessons<A> lessons() {
    return new Lessons<>(labels.changes(), marks);
  }

  /** The same with a round that is to be trained now. */
  public Lessons<A> lessonsUpTo(int next) {
    List<Lessons.Mark> all = new ArrayList<>(marks);
    all.add(momentOf(next).mark(next));
    return new Lessons<>(labels.changes(), all);
  }

  boolean wasAsked(String id) {
    return asked.contains(id);
  }

  public List<String> outstanding() {
    return openQuery.outstanding();
  }

  boolean isSkipped(String id) {
    return labels.editor().isSkipped(ordinal(id));
  }

  boolean isUnlabelled(int ordinal) {
    return labels.editor().isUnlabelled(ordinal);
  }

  LabelChanges.Counts counts() {
    return labels.counts();
  }

  int ordinal(String id) {
    return labels.editor().corpus().ordinal(id);
  }

  /**
   * Why an annotation fits neither the labels nor the run's kind of annotation.
   *
   * @param beside an annotation that comes with it; the run's may have none yet
   */
  Optional<String> refusal(
      LabelSpace space, Instance instance, Annotation annotation, Optional<A> beside) {
    return labels.refusal(space, instance, annotation, beside);
  }

  public List<Query> queries() {
    return List.copyOf(queries);
  }

  public Query query() {
    return queries.get(queries.size() - 1);
  }

  public List<Iteration> history() {
    return List.copyOf(history);
  }

  /** The times measured for what a round's models are trained on, as they came in. */
  public List<AnnotationTime> timesOf(int trainedRound) {
    return labels.times(momentOf(trainedRound));
  }

  public Optional<RunEvent.Asked> asked(int ofRound) {
    return Optional.ofNullable(asks.get(ofRound));
  }

  public Optional<String> stopReason() {
    return stop.map(RunEvent.Stopped::reason);
  }

  /** Whether the run stopped, and what stopped it may be gone. */
  public boolean mayGoOn() {
    boolean more = grown || labels.tookBackSince(changesAtStop);
    return stop.isPresent() && (more || stoppedFor(Cause.CRITERION));
  }

  /**
   * Whether the run stopped since nothing was left to ask, its last model has not seen all labels
   * as they are now, and no first query is due.
   */
  public boolean stoppedUntaught() {
    int learnt = marks.isEmpty() ? changesAtStop : marks.get(marks.size() - 1).changes();
    boolean end = stop.isPresent() && !stoppedFor(Cause.CRITERION) && !startsNow();
    return end && labels.changes().size() > learnt;
  }

  public boolean stoppedFor(Cause cause) {
    return stop.filter(end -> end.cause() == cause).isPresent();
  }

  public Optional<RunEvent.StateFile> policyState() {
    return policyState;
  }

  public Optional<RunEvent.StateFile> evaluatorState() {
    return evaluatorState;
  }
}
