package org.al4j.core.loop.internal.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.RunEvent;
import org.al4j.core.oracle.Answer;
import org.al4j.core.people.Withdrawal;

/**
 * Sorts answers into events to record and refusals. Partial, repeated and late answers are legal;
 * what was never asked, contradicts a recorded label, lies outside the label space, or changes what
 * another said is refused, and never at the cost of the rest.
 */
public final class AnswerDesk<A extends Annotation> {
  private final RunState<A> state;
  private final JudgementBook<A> book;
  private final LabelSpace labels;
  private final boolean single;
  private final List<RunEvent> events = new ArrayList<>();
  private final List<String> accepted = new ArrayList<>();

  /**
   * An answer that was not taken.
   *
   * @param id the instance, or the place of an answer that is null
   */
  public record Refused(String id, String annotator, String reason) {}

  private final List<Refused> refusals = new ArrayList<>();
  private final Map<String, Standing<A>> now = new HashMap<>(); // with what these answers say
  private final Set<List<String>> seenNow = new HashSet<>(); // failed, postponed and known ones
  private Optional<A> saidNow = Optional.empty();

  public AnswerDesk(RunState<A> state, LabelSpace labels) {
    this.state = state;
    this.book = state.book();
    this.labels = labels;
    this.single = book.people().single();
  }

  public void receive(Collection<? extends Answer<A>> answers) {
    int number = 0;
    for (Answer<A> answer : answers) {
      number++;
      if (answer == null) {
        refusals.add(new Refused("answer " + number, "", "it is null; the others are kept"));
      } else if (book.people().known(answer.id()).isPresent()) {
        receiveKnown(answer);
      } else if (!state.wasAsked(answer.id())) {
        refuse(answer, "instance '" + answer.id() + "' was never asked in this run");
      } else if (!single && answer.annotator().isEmpty()) {
        refuse(
            answer,
            String.format(
                Locale.ROOT,
                "instance '%s' needs judgements of different people: say who the annotator is",
                answer.id()));
      } else {
        receiveAsked(answer);
      }
    }
    decide();
  }

  private void receiveAsked(Answer<A> answer) {
    Optional<String> unqualified =
        answer instanceof Answer.Given<A> ? book.unqualified(answer.annotator()) : Optional.empty();
    if (unqualified.isPresent()) {
      refuse(answer, unqualified.get());
    } else if (answer instanceof Answer.Given<A> label) {
      receiveLabel(label);
    } else if (answer instanceof Answer.Revised<A> revised) {
      receiveRevision(revised);
    } else if (answer instanceof Answer.Withdrawn<A> withdrawn) {
      receiveWithdrawal(withdrawn);
    } else if (answer instanceof Answer.Decided<A> decided) {
      receiveDecision(decided);
    } else {
      receiveNothing(answer);
    }
  }

  private Standing<A> standing(String id) {
    return now.getOrDefault(id, book.of(id));
  }

  private void receiveLabel(Answer.Given<A> answer) {
    String id = answer.id();
    Standing<A> standing = standing(id);
    Optional<A> before = single ? standing.given() : standing.by(answer.annotator());
    if (before.isPresent()) {
      if (!before.get().equals(answer.annotation())) {
        boolean own = standing.by(answer.annotator()).isPresent();
        refuse(
            answer,
            String.format(
                Locale.ROOT,
                "instance '%s' is labelled %s already, now %s is said; the first label is kept%s",
                id,
                before.get(),
                answer.annotation(),
                own ? ", unless its author sends a Revised" : ""));
      }
    } else if (fits(answer, answer.annotation())) {
      accept(
          new RunEvent.Labelled(
              state.round(), id, answer.annotation(), answer.time(), answer.annotator()),
          answer);
    }
  }

  private void receiveRevision(Answer.Revised<A> answer) {
    Optional<A> before = standing(answer.id()).by(answer.annotator());
    if (before.isEmpty()) {
      refuse(answer, nothingToChange(answer, "said", "revise"));
    } else if (!before.get().equals(answer.annotation()) && fits(answer, answer.annotation())) {
      accept(
          new RunEvent.Revised(
              state.round(), answer.id(), answer.annotation(), answer.time(), answer.annotator()),
          answer);
    }
  }

  private void receiveWithdrawal(Answer.Withdrawn<A> answer) {
    if (!standing(answer.id()).has(answer.what(), answer.annotator(), single)) {
      boolean decision = answer.what() == Withdrawal.DECISION;
      refuse(answer, nothingToChange(answer, decision ? "decided" : "said", "withdraw"));
    } else {
      accept(
          new RunEvent.Withdrawn(
              state.round(), answer.id(), answer.reason(), answer.annotator(), answer.what()),
          answer);
    }
  }

  private static String nothingToChange(Answer<?> answer, String done, String what) {
    return String.format(
        Locale.ROOT,
        "annotator '%s' has %s nothing of instance '%s'; only the author can %s that",
        answer.annotator(),
        done,
        answer.id(),
        what);
  }

  private void receiveDecision(Answer.Decided<A> answer) {
    Standing<A> standing = standing(answer.id());
    boolean others =
        !standing.decider().isEmpty() && !standing.decider().equals(answer.annotator());
    if (single) {
      refuse(
          answer,
          String.format(
              Locale.ROOT,
              "instance '%s': in this run a judgement is the label; give or revise one",
              answer.id()));
    } else if (others) {
      refuse(
          answer,
          String.format(
              Locale.ROOT,
              "instance '%s' was decided by '%s'; only he can change that",
              answer.id(),
              standing.decider()));
    } else {
      boolean again =
          standing.given().filter(answer.annotation()::equals).isPresent()
              && standing.decider().equals(answer.annotator());
      if (!again && fits(answer, answer.annotation())) {
        accept(
            new RunEvent.Decided(
                state.round(), answer.id(), Optional.of(answer.annotation()), answer.annotator()),
            answer);
      }
    }
  }

  private void receiveKnown(Answer<A> answer) {
    String id = answer.id();
    if (!(answer instanceof Answer.Given<A> given)) {
      return; // nothing was to be learnt from it
    }
    boolean again =
        book.checkedBy(answer.annotator()).contains(id)
            || seenNow.contains(List.of("known", id, answer.annotator()));
    if (!again && fits(answer, given.annotation())) {
      seenNow.add(List.of("known", id, answer.annotator()));
      A known = book.people().known(id).orElseThrow();
      accept(
          new RunEvent.Checked(
              state.round(), id, given.annotation(), known, given.time(), answer.annotator()),
          answer);
    }
  }

  private void receiveNothing(Answer<A> answer) {
    String id = answer.id();
    Standing<A> standing = standing(id);
    boolean judged =
        single ? standing.given().isPresent() : standing.by(answer.annotator()).isPresent();
    if (judged) {
      refuse(answer, "instance '" + id + "' is labelled already; its label is kept");
    } else if (answer instanceof Answer.Skipped<A> skipped) {
      boolean again =
          single
              ? !standing.skipped().isEmpty() || state.isSkipped(id)
              : standing.skipped().contains(answer.annotator());
      if (!again) {
        accept(
            new RunEvent.Skipped(state.round(), id, skipped.reason(), answer.annotator()), answer);
      }
    } else if (state.openQuery().isOutstanding(id)
        && !book.isSetAside(standing)
        && !isSettled(standing, id)) {
      receiveLater(answer);
    }
  }

  /** Whether what came before in the same call leaves nothing to be expected. */
  private boolean isSettled(Standing<A> standing, String id) {
    return standing.given().isPresent() || (single && seenNow.contains(List.of("failed", id, "")));
  }

  private void receiveLater(Answer<A> answer) {
    String id = answer.id();
    if (answer instanceof Answer.Failed<A> failed
        && seenNow.add(List.of("failed", id, single ? "" : answer.annotator()))) {
      accept(new RunEvent.Failed(state.round(), id, failed.reason(), answer.annotator()), answer);
    } else if (answer instanceof Answer.Postponed<A> later) {
      accept(new RunEvent.Postponed(state.round(), id, later.reason(), answer.annotator()), answer);
    }
  }

  /** Refuses what fits neither the labels nor the kind of the others. */
  private boolean fits(Answer<A> answer, A annotation) {
    Optional<String> refusal = state.refusal(labels, instance(answer.id()), annotation, saidNow);
    refusal.ifPresent(why -> refuse(answer, "instance '" + answer.id() + "': " + why));
    saidNow = refusal.isPresent() || saidNow.isPresent() ? saidNow : Optional.of(annotation);
    return refusal.isEmpty();
  }

  private Instance instance(String id) {
    return book.people().knownInstance(id).orElseGet(() -> state.instance(id));
  }

  private void accept(RunEvent event, Answer<A> answer) {
    String id = answer.id();
    accepted.add(id);
    events.add(event);
    if (!(event instanceof RunEvent.Checked)) {
      now.put(id, standing(id).after(event, single));
    }
  }

  /** What follows from the judgements of each instance of which something was said. */
  private void decide() {
    if (!single) {
      new TreeMap<>(now)
          .forEach(
              (id, standing) ->
                  book.difference(state.round(), id, standing, book::decide)
                      .ifPresent(events::add));
    }
  }

  private void refuse(Answer<A> answer, String reason) {
    refusals.add(new Refused(answer.id(), answer.annotator(), reason));
  }

  public List<RunEvent> events() {
    return events;
  }

  public List<String> accepted() {
    return accepted;
  }

  public List<Refused> refused() {
    return refusals;
  }
}
