package org.al4j.core.loop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.RunEvent;
import org.al4j.core.oracle.Answer;

/**
 * Sorts answers into events to record and refusals. Partial, repeated and late answers are legal;
 * what was never asked, contradicts a recorded label, or lies outside the label space is refused,
 * and never at the cost of the rest.
 */
final class AnswerDesk<A extends Annotation> {
  private final RunState<A> state;
  private final LabelSpace labels;
  private final List<RunEvent> events = new ArrayList<>();
  private final List<String> accepted = new ArrayList<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private final Map<String, A> givenNow = new HashMap<>();
  private final Set<String> skippedNow = new HashSet<>();
  private final Set<String> failedNow = new HashSet<>();

  AnswerDesk(RunState<A> state, LabelSpace labels) {
    this.state = state;
    this.labels = labels;
  }

  void receive(Collection<? extends Answer<A>> answers) {
    int number = 0;
    for (Answer<A> answer : answers) {
      number++;
      if (answer == null) {
        refused.put("answer " + number, "it is null; the others are kept");
      } else if (!state.wasAsked(answer.id())) {
        refused.put(answer.id(), "instance '" + answer.id() + "' was never asked in this run");
      } else if (answer instanceof Answer.Given<A> label) {
        receiveLabel(label);
      } else {
        receiveNothing(answer);
      }
    }
  }

  private void receiveLabel(Answer.Given<A> answer) {
    String id = answer.id();
    Optional<A> before = Optional.ofNullable(givenNow.get(id)).or(() -> state.given(id));
    if (before.isPresent()) {
      if (!before.get().equals(answer.annotation())) {
        refused.put(
            id,
            "instance '"
                + id
                + "' is labelled "
                + before.get()
                + " already, now "
                + answer.annotation()
                + " is said; the first label is kept");
      }
      return;
    }
    Instance instance = state.pool().corpus().get(state.pool().corpus().ordinal(id));
    Optional<String> refusal =
        state.refusal(labels, instance, answer.annotation(), givenNow.values().stream().findAny());
    if (refusal.isPresent()) {
      refused.put(id, "instance '" + id + "': " + refusal.get());
      return;
    }
    givenNow.put(id, answer.annotation());
    accept(id, new RunEvent.Labelled(state.round(), id, answer.annotation(), answer.time()));
  }

  private void receiveNothing(Answer<A> answer) {
    String id = answer.id();
    if (givenNow.containsKey(id) || state.given(id).isPresent()) {
      refused.put(id, "instance '" + id + "' is labelled already; its label is kept");
      return;
    }
    boolean open = state.outstanding().contains(id);
    if (answer instanceof Answer.Skipped<A> skipped) {
      if (skippedNow.add(id) && !state.pool().isSkipped(state.pool().corpus().ordinal(id))) {
        accept(id, new RunEvent.Skipped(state.round(), id, skipped.reason()));
      }
    } else if (answer instanceof Answer.Failed<A> failed
        && open
        && !skippedNow.contains(id)
        && failedNow.add(id)) {
      accept(id, new RunEvent.Failed(state.round(), id, failed.reason()));
    }
  }

  private void accept(String id, RunEvent event) {
    accepted.add(id);
    events.add(event);
  }

  List<RunEvent> events() {
    return events;
  }

  List<String> accepted() {
    return accepted;
  }

  Map<String, String> refused() {
    return refused;
  }
}
