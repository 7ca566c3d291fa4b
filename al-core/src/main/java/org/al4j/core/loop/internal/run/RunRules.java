package org.al4j.core.loop.internal.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;

/**
 * What a log can say, whoever wrote it: a log that was changed by hand or by a fault must not
 * become another run. Checked event by event when a run is opened, before the event is applied.
 */
public final class RunRules<A extends Annotation> {
  private final RunState<A> state;
  private final PeopleRules<A> people;
  private final boolean ahead;
  private final String journal;
  private final Set<LabelChanges.Counts> sinceClosed = new HashSet<>();
  private int line;

  /**
   * Rules for a run.
   *
   * @param ahead whether queries are asked one training early
   * @param journal where its lines are, for messages
   */
  public RunRules(RunState<A> state, LabelSpace labels, boolean ahead, String journal) {
    this.state = state;
    this.people = new PeopleRules<>(state, labels, this::require);
    this.ahead = ahead;
    this.journal = journal;
  }

  /** Checks and applies the events of a run that is opened again, one after the other. */
  public void replay(List<RunEvent> events) {
    for (RunEvent event : events) {
      check(event);
      state.apply(event);
    }
  }

  /**
   * Refuses what cannot come next.
   *
   * @throws InvalidInputException naming the line of the log
   */
  private void check(RunEvent event) {
    line++;
    if (state.open()) {
      sinceClosed.clear();
    } else {
      sinceClosed.add(state.counts());
    }
    if (event instanceof RunEvent.Started) {
      require(line == 1, "the run starts twice");
    } else if (event instanceof RunEvent.Asked asked) {
      check(asked);
    } else if (event instanceof RunEvent.Closed closed) {
      require(state.open() && closed.round() == state.round(), "no such query is open");
    } else if (event instanceof RunEvent.Trained trained) {
      check(trained);
    } else if (event instanceof RunEvent.Stopped stopped) {
      require(!state.stopped() && !state.open(), "a run that is stopped or asks cannot stop");
      require(stopped.round() == state.round(), "it stops in another round");
      require(
          state.startsNow() || state.trainedRound() == state.round(),
          "it stops before round " + state.round() + " was trained");
    } else if (event instanceof RunEvent.Continued continued) {
      require(state.stopped(), "a run that is not stopped cannot be continued");
      boolean training = state.stoppedUntaught() && continued.round() == state.round() + 1;
      require(training || continued.round() == state.round(), "it goes on in another round");
    } else {
      people.check(event);
    }
  }

  private void check(RunEvent.Asked asked) {
    int expected = state.startsNow() ? 0 : state.round() + 1;
    require(!state.open() && !state.stopped(), "no query can be asked here");
    require(asked.round() == expected, "the query is of round " + asked.round());
    int trained = state.round() - (ahead && state.round() > 0 ? 1 : 0);
    require(
        state.startsNow() || state.trainedRound() >= trained,
        "round " + asked.round() + " is asked before round " + trained + " was trained");
    require(!asked.items().isEmpty(), "the query is empty");
    Set<String> ids = new HashSet<>();
    for (RunEvent.AskedItem item : asked.items()) {
      int ordinal = requireInCorpus(item.id());
      require(
          ids.add(item.id()) && state.isUnlabelled(ordinal),
          "'" + item.id() + "' is asked twice, or is not unlabelled");
    }
  }

  private void check(RunEvent.Trained trained) {
    int round = trained.iteration().round();
    require(
        round == state.trainedRound() + 1 && round <= state.round() && !state.startsNow(),
        "round " + round + " is not to be trained here, or was");
    require(!state.stopped(), "a stopped run is not trained");
    Iteration done = trained.iteration();
    checkLosses(done);
    LabelChanges.Counts counts =
        new LabelChanges.Counts(
            done.labelled(),
            done.skipped(),
            done.labelled() + done.unlabelled() + done.skipped(),
            trained.changes());
    Set<LabelChanges.Counts> possible =
        round < state.round() ? Set.of(LabelChanges.counts(state.momentOf(round))) : sinceClosed;
    require(
        possible.stream().anyMatch(counts::hasLabelsOf),
        "it was trained on "
            + done.labelled()
            + " labels with "
            + done.skipped()
            + " skipped, which"
            + " the lines before do not give");
    require(
        possible.contains(counts),
        "its counts do not add up to the " + state.counts().instances() + " instances");
  }

  /** Of what a model thought something of when it selected it. */
  private void checkLosses(Iteration done) {
    Set<String> believed = new HashSet<>();
    state.asked(done.round()).stream()
        .flatMap(asked -> asked.items().stream())
        .filter(item -> item.belief().isPresent())
        .forEach(item -> believed.add(item.id()));
    require(
        believed.containsAll(done.losses().keySet()),
        "it has losses of what its query does not have, or without a prediction");
  }

  private int requireInCorpus(String id) {
    int ordinal = state.ordinal(id);
    require(ordinal >= 0, "'" + id + "' is not in the corpus");
    return ordinal;
  }

  void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new InvalidInputException(
          journal
              + ":"
              + line
              + ": "
              + otherwise
              + "; it was changed by something else: restore it");
    }
  }
}
