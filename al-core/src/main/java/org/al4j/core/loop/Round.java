package org.al4j.core.loop;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.loop.internal.run.AnswerDesk;
import org.al4j.core.loop.internal.run.RunState;

/**
 * What became of the answers handed to {@link ActiveLearning#accept}.
 *
 * @param round the round that was open
 * @param accepted ids whose answer is recorded now, durably; an id that several annotators answered
 *     is there as often
 * @param refusals answers that were refused, in their order; an id can be answered again
 * @param outstanding ids of the open query that have no label yet, in the order of the query
 * @param closed whether the query is answered completely
 */
public record Round(
    int round,
    List<String> accepted,
    List<Refusal> refusals,
    List<String> outstanding,
    boolean closed) {
  /** Copies the collections. */
  public Round {
    accepted = List.copyOf(accepted);
    refusals = List.copyOf(refusals);
    outstanding = List.copyOf(outstanding);
  }

  static Round of(RunState<?> state, AnswerDesk<?> desk) {
    List<Refusal> refusals =
        desk.refused().stream()
            .map(one -> new Refusal(one.id(), one.annotator(), one.reason()))
            .toList();
    return new Round(state.round(), desk.accepted(), refusals, state.outstanding(), !state.open());
  }

  /** Refused ids with the reason; of an id that was refused to several annotators, the last. */
  public Map<String, String> refused() {
    Map<String, String> refused = new LinkedHashMap<>();
    refusals.forEach(refusal -> refused.put(refusal.id(), refusal.reason()));
    return Collections.unmodifiableMap(refused);
  }
}
