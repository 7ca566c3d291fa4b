package org.al4j.core.loop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.log.RunEvent;
import org.al4j.core.loop.internal.run.AnswerDesk;
import org.al4j.core.loop.internal.run.Growth;
import org.al4j.core.loop.internal.run.Offering;
import org.al4j.core.loop.internal.run.PersonalQuery;
import org.al4j.core.loop.internal.run.RunState;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Query;
import org.al4j.core.people.Judgements;
import org.al4j.core.people.Note;

/** The people's side of the loop: who gets what, what they said, and what follows from it. */
abstract class PeopleSide<A extends Annotation> {
  private final RunState<A> state;
  private final PersonalQuery<A> personal;

  PeopleSide(RunState<A> state) {
    this.state = state;
    this.personal = new PersonalQuery<>(state);
  }

  RunState<A> state() {
    return state;
  }

  abstract Steps<A> steps();

  abstract void requireOpen();

  /** Records what the process before did not come to. */
  void reviewChanged() {
    steps().record(state.book().reviewChanged(state.round()));
  }

  /** Closes the open query, and looks at all labels again. */
  void closeQuery() {
    List<RunEvent> events = new ArrayList<>(state.book().reviewAll(state.round()));
    events.add(new RunEvent.Closed(state.round()));
    steps().record(events);
  }

  /**
   * What {@code annotator} can label of the open query: what still needs a judgement and has none
   * of his, what he postponed last, items of the {@link ActiveLearningBuilder#qualification} mixed
   * in. Empty if there is nothing for him now, or no query is open: {@link ActiveLearning#next}
   * opens one.
   */
  public Optional<Query> queryFor(String annotator) {
    return queryFor(annotator, Integer.MAX_VALUE);
  }

  /**
   * The first of these, kept for him: while he holds them others get them only if they need further
   * judgements. Asking again gives him first what he held and has not answered; what he held beyond
   * {@code most} is free again, and all of it at the end of the process. For people who label one
   * pool at the same time.
   *
   * @param most how many, at least 1
   */
  public synchronized Optional<Query> queryFor(String annotator, int most) {
    return personal(annotator, most, false);
  }

  /**
   * The same, so that nobody waits for a training: while no query is open, since the next one is
   * being trained and selected for, it is what the last one left unlabelled. Answers to that come
   * late, and count like any. What he holds of earlier queries comes first, too. Ask for larger
   * queries than are needed for a training, and {@link ActiveLearning#closeRound close} them when
   * enough has been said.
   *
   * @param most how many, at least 1
   */
  public synchronized Optional<Query> queryOrRestFor(String annotator, int most) {
    return personal(annotator, most, true);
  }

  private Optional<Query> personal(String annotator, int most, boolean late) {
    Objects.requireNonNull(annotator, "annotator");
    if (most < 1) {
      throw new IllegalArgumentException("a query has at least 1 item, found " + most);
    }
    requireOpen();
    return personal.of(annotator, most, late);
  }

  /** Lets others have what is kept for an annotator who does not come back. */
  public synchronized void release(String annotator) {
    personal.release(Objects.requireNonNull(annotator, "annotator"));
  }

  /**
   * Records answers; they are durable when this returns. Partial, repeated and late answers are
   * legal. An answer to what was never asked, an unknown label, or a label that contradicts a
   * recorded one is refused by id, and the rest is kept. The query closes with its last answer. A
   * run that stopped since nothing was left goes on when a label is taken back, and with a round of
   * training alone when its last model has not seen all labels. It never waits for a training.
   */
  public Round accept(Collection<? extends Answer<A>> answers) {
    return accept(answers, List.of());
  }

  /**
   * Records answers and, behind them in one write, what the application notes. A note that has the
   * instance and the annotator of an answer that is refused is left out with it.
   */
  public synchronized Round accept(
      Collection<? extends Answer<A>> answers, Collection<Note> notes) {
    Objects.requireNonNull(answers, "answers: pass an empty collection if there are none");
    requireOpen();
    AnswerDesk<A> desk = new AnswerDesk<>(state, steps().settings().labels());
    desk.receive(answers);
    List<RunEvent> events = new ArrayList<>(desk.events());
    for (Note note : notes) {
      boolean refused =
          desk.refused().stream()
              .anyMatch(
                  one -> one.id().equals(note.id()) && one.annotator().equals(note.annotator()));
      if (!refused) {
        events.add(new RunEvent.Noted(state.round(), note));
      }
    }
    steps().record(events);
    answers.stream().filter(Objects::nonNull).forEach(personal::putOff); // null is refused
    steps().goOnIfSaid();
    if (state.open() && state.outstanding().isEmpty()) {
      closeQuery();
    }
    Round round = Round.of(state, desk);
    steps().settings().listener().onAnswers(round);
    return round;
  }

  /** What the application noted, in the order in which it was recorded. */
  public synchronized List<Note> notes() {
    return state.book().notes();
  }

  /**
   * Adds instances to the pool, unlabelled; the next selection looks at them too. They are recorded
   * with their texts, so the run is resumed from the pool that it was started with. Instances that
   * are there already are left out. A run that stopped since nothing was left goes on.
   *
   * @return how many were added
   * @throws InvalidInputException if an id is there with another text, twice, or a known item's;
   *     nothing is added then
   */
  public synchronized int grow(Collection<Instance> instances) {
    requireOpen();
    List<Instance> fresh = Growth.of(state, instances);
    if (!fresh.isEmpty()) {
      steps().record(List.of(new RunEvent.Grown(state.round(), fresh)));
    }
    steps().reconsider(); // also what a call before recorded and did not come to
    return fresh.size();
  }

  /**
   * Lets people label instances of which no query has asked, such as those that they found
   * themselves or that another tool gave them. Answers to them count from now on as those that come
   * late do. Those that were asked or offered before, or are labelled, are left out.
   *
   * @return how many were offered; they are recorded when this returns
   * @throws InvalidInputException if an id is none of the pool's; nothing is offered then
   */
  public synchronized int offer(Collection<String> ids) {
    requireOpen();
    List<String> fresh = Offering.of(state, ids);
    if (!fresh.isEmpty()) {
      steps().record(List.of(new RunEvent.Offered(state.round(), fresh)));
    }
    return fresh.size();
  }

  /** All judgements as they stand, those of known items included. */
  public synchronized Judgements<A> judgements() {
    return state.book().now();
  }

  /**
   * What an annotator says of some instances, at the price of these alone, however much was said.
   *
   * @param ids of any instances
   * @return by id, in the order of {@code ids}; those of which he says nothing are left out
   */
  public synchronized Map<String, A> judgementsBy(String annotator, Collection<String> ids) {
    Objects.requireNonNull(annotator, "annotator");
    return state.book().by(annotator, ids);
  }

  /** The instances that have all the judgements they can get and no label, ordered by id. */
  public synchronized List<Instance> disputed() {
    return state.openQuery().disputed().stream().map(state::instance).toList();
  }
}
