package org.al4j.core.loop;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.pool.Pool;

/**
 * What a log can say, whoever wrote it: a log that was changed by hand or by a fault must not
 * become another run. Checked event by event when a run is opened, before the event is applied.
 */
final class RunRules<A extends Annotation> {
  private final RunState<A> state;
  private final LabelSpace labels;
  private final boolean ahead;
  private final Set<List<Integer>> sinceClosed = new HashSet<>(); // labelled and skipped
  private int line;

  /**
   * Rules for a run.
   *
   * @param ahead whether queries are asked one training early
   */
  RunRules(RunState<A> state, LabelSpace labels, boolean ahead) {
    this.state = state;
    this.labels = labels;
    this.ahead = ahead;
  }

  /**
   * Refuses what cannot come next.
   *
   * @throws InvalidInputException naming the line of the log
   */
  void check(RunEvent event) {
    line++;
    if (state.open()) {
      sinceClosed.clear();
    } else {
      sinceClosed.add(counts(state.pool()));
    }
    if (event instanceof RunEvent.Started) {
      require(line == 1, "the run starts twice");
    } else if (event instanceof RunEvent.Asked asked) {
      check(asked);
    } else if (event instanceof RunEvent.Labelled labelled) {
      check(labelled);
    } else if (event instanceof RunEvent.Skipped skipped) {
      int ordinal = requireAsked(skipped.id(), skipped.round());
      require(!isLabelled(skipped.id()), "'" + skipped.id() + "' is skipped and was labelled");
      require(!state.pool().isSkipped(ordinal), "'" + skipped.id() + "' is skipped twice");
    } else if (event instanceof RunEvent.Failed failed) {
      requireAsked(failed.id(), failed.round());
      require(state.isOutstanding(failed.id()), "nothing was expected of '" + failed.id() + "'");
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
      require(continued.round() == state.round(), "it goes on in another round");
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
          ids.add(item.id()) && state.pool().isUnlabelled(ordinal),
          "'" + item.id() + "' is asked twice, or is not unlabelled");
    }
  }

  private void check(RunEvent.Labelled labelled) {
    String id = labelled.id();
    requireAsked(id, labelled.round());
    require(!isLabelled(id), "'" + id + "' is labelled twice");
    state
        .refusal(labels, state.instance(id), labelled.annotation(), Optional.empty())
        .ifPresent(why -> require(false, "'" + id + "': " + why));
    require(
        labelled.time().filter(time -> time.isZero() || time.isNegative()).isEmpty(),
        "the time of '" + id + "' is not above 0");
  }

  private void check(RunEvent.Trained trained) {
    int round = trained.iteration().round();
    require(
        round == state.trainedRound() + 1 && round <= state.round() && !state.startsNow(),
        "round " + round + " is not to be trained here, or was");
    require(!state.stopped(), "a stopped run is not trained");
    Iteration done = trained.iteration();
    boolean early = round < state.round();
    require(
        early
            ? counts(state.poolOf(round)).equals(List.of(done.labelled(), done.skipped()))
            : sinceClosed.contains(List.of(done.labelled(), done.skipped())),
        "it was trained on "
            + done.labelled()
            + " labels with "
            + done.skipped()
            + " skipped, which"
            + " the lines before do not give");
    require(
        done.labelled() + done.unlabelled() + done.skipped() == state.pool().corpus().size(),
        "its counts do not add up to the " + state.pool().corpus().size() + " instances");
  }

  private static List<Integer> counts(Pool<?> pool) {
    return List.of(pool.labelledCount(), pool.skippedCount());
  }

  private int requireAsked(String id, int round) {
    int ordinal = requireInCorpus(id);
    require(state.wasAsked(id), "'" + id + "' was never asked");
    require(round == state.round(), "an answer of round " + round + " comes in another");
    return ordinal;
  }

  private int requireInCorpus(String id) {
    int ordinal = state.pool().corpus().ordinal(id);
    require(ordinal >= 0, "'" + id + "' is not in the corpus");
    return ordinal;
  }

  private boolean isLabelled(String id) {
    return state.given(id).isPresent();
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new InvalidInputException(
          "run.jsonl:"
              + line
              + ": "
              + otherwise
              + "; the file was changed by something else: restore it");
    }
  }
}
