package org.al4j.core.loop.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.RunEvent;
import org.al4j.core.people.Judgement;
import org.al4j.core.people.Withdrawal;
import org.jspecify.annotations.Nullable;

/**
 * What people said of one instance, and what its label is. Each event that concerns it gives the
 * next.
 *
 * @param judgements as they came in, one an annotator
 * @param skipped who passed it over for good
 * @param label null while it has none
 * @param decider the person who decided, "" if nobody did
 */
public record Standing<A extends Annotation>(
    List<Judgement<A>> judgements, List<String> skipped, @Nullable A label, String decider) {
  private static final Standing<?> NONE = new Standing<>(List.of(), List.of(), null, "");

  public Standing {
    judgements = List.copyOf(judgements);
    skipped = List.copyOf(skipped);
  }

  /** Nobody said anything. */
  @SuppressWarnings("unchecked") // it holds nothing of any kind
  static <A extends Annotation> Standing<A> none() {
    return (Standing<A>) NONE;
  }

  /** What an annotator says. */
  Optional<A> by(String annotator) {
    return judgements.stream()
        .filter(one -> one.annotator().equals(annotator))
        .map(Judgement::annotation)
        .findFirst();
  }

  Optional<A> given() {
    return Optional.ofNullable(label);
  }

  /** After an event that concerns the instance; the same where it changes nothing here. */
  @SuppressWarnings("unchecked") // a run's annotations are of one kind: see RunState.refusal
  Standing<A> after(RunEvent event, boolean single) {
    if (event instanceof RunEvent.Labelled said) {
      Judgement<A> one = new Judgement<>(said.id(), said.annotator(), (A) said.annotation());
      return with(added(one), single);
    }
    if (event instanceof RunEvent.Revised said) {
      Judgement<A> one = new Judgement<>(said.id(), said.annotator(), (A) said.annotation());
      return with(replaced(one), single);
    }
    if (event instanceof RunEvent.Withdrawn withdrawn) {
      return withdrawn(withdrawn.annotator(), withdrawn.what(), single);
    }
    if (event instanceof RunEvent.Decided decided) {
      A next = (A) decided.annotation().orElse(null);
      return new Standing<>(judgements, skipped, next, decided.annotator());
    }
    if (event instanceof RunEvent.Skipped skip) {
      List<String> all = new ArrayList<>(skipped);
      all.add(skip.annotator());
      return new Standing<>(judgements, all, label, decider);
    }
    return this;
  }

  private Standing<A> with(List<Judgement<A>> next, boolean single) {
    A now = single ? next.get(0).annotation() : label;
    return new Standing<>(next, skipped, now, decider);
  }

  private List<Judgement<A>> added(Judgement<A> one) {
    List<Judgement<A>> next = new ArrayList<>(judgements);
    next.add(one);
    return next;
  }

  private List<Judgement<A>> replaced(Judgement<A> one) {
    return judgements.stream()
        .map(before -> before.annotator().equals(one.annotator()) ? one : before)
        .toList();
  }

  /** Whether an annotator has what he wants to take back. */
  boolean has(Withdrawal what, String annotator, boolean single) {
    return isDecision(what, annotator, single)
        || (what != Withdrawal.DECISION && by(annotator).isPresent());
  }

  private boolean isDecision(Withdrawal what, String annotator, boolean single) {
    boolean his = !single && !decider.isEmpty() && decider.equals(annotator);
    return his && what != Withdrawal.JUDGEMENT;
  }

  private Standing<A> withdrawn(String annotator, Withdrawal what, boolean single) {
    if (isDecision(what, annotator, single)) {
      return new Standing<>(judgements, skipped, null, "");
    }
    List<Judgement<A>> next =
        judgements.stream().filter(one -> !one.annotator().equals(annotator)).toList();
    return new Standing<>(next, skipped, single ? null : label, decider);
  }
}
