package org.al4j.core.loop.internal.run;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.RunEvent;
import org.al4j.core.people.Withdrawal;

/** What people can have said by a log, whoever wrote it. */
final class PeopleRules<A extends Annotation> {
  /** Refuses a line. */
  interface Requirement {
    void hold(boolean holds, String otherwise);
  }

  private final RunState<A> state;
  private final JudgementBook<A> book;
  private final LabelSpace labels;
  private final boolean single;
  private final Requirement require;

  PeopleRules(RunState<A> state, LabelSpace labels, Requirement require) {
    this.state = state;
    this.book = state.book();
    this.labels = labels;
    this.single = book.people().single();
    this.require = require;
  }

  void check(RunEvent event) {
    if (event instanceof RunEvent.Labelled said) {
      requireAsked(said.id(), said.round(), said.annotator());
      boolean before =
          single ? isLabelled(said.id()) : book.of(said.id()).by(said.annotator()).isPresent();
      require(!before, "'" + said.id() + "' is labelled twice");
      requireAnnotation(said.id(), state.instance(said.id()), said.annotation());
      requireTime(said.id(), said.time());
    } else if (event instanceof RunEvent.Revised said) {
      requireAsked(said.id(), said.round(), said.annotator());
      requireAuthor(said.id(), said.annotator(), Withdrawal.JUDGEMENT);
      requireAnnotation(said.id(), state.instance(said.id()), said.annotation());
      requireTime(said.id(), said.time());
    } else if (event instanceof RunEvent.Withdrawn withdrawn) {
      requireAsked(withdrawn.id(), withdrawn.round(), withdrawn.annotator());
      requireAuthor(withdrawn.id(), withdrawn.annotator(), withdrawn.what());
    } else if (event instanceof RunEvent.Decided decided) {
      check(decided);
    } else if (event instanceof RunEvent.Checked checked) {
      check(checked);
    } else if (event instanceof RunEvent.Grown grown) {
      check(grown);
    } else if (event instanceof RunEvent.Offered offered) {
      check(offered);
    } else {
      checkUnsaid(event);
    }
  }

  private void checkUnsaid(RunEvent event) {
    if (event instanceof RunEvent.Skipped skipped) {
      String id = skipped.id();
      requireAsked(id, skipped.round(), skipped.annotator());
      Standing<A> standing = book.of(id);
      require(
          single ? !isLabelled(id) : standing.by(skipped.annotator()).isEmpty(),
          "'" + id + "' is skipped and was labelled");
      require(
          single ? !state.isSkipped(id) : !standing.skipped().contains(skipped.annotator()),
          "'" + id + "' is skipped twice");
    } else if (event instanceof RunEvent.Failed failed) {
      requireOpen(failed.id(), failed.round(), failed.annotator());
    } else if (event instanceof RunEvent.Postponed later) {
      requireOpen(later.id(), later.round(), later.annotator());
    } else if (event instanceof RunEvent.Noted noted) {
      require(noted.round() == state.round(), "a note of another round comes here");
    }
  }

  private void requireOpen(String id, int round, String annotator) {
    requireAsked(id, round, annotator);
    require(state.openQuery().isOutstanding(id), "nothing was expected of '" + id + "'");
  }

  private void check(RunEvent.Decided decided) {
    String id = decided.id();
    requireInCorpus(id);
    require(state.wasAsked(id), "'" + id + "' was never asked");
    require(decided.round() == state.round(), "a decision of another round comes here");
    require(!single, "'" + id + "' is decided, and in this run a judgement is the label");
    String decider = book.of(id).decider();
    require(
        decider.isEmpty() || decider.equals(decided.annotator()),
        "'" + id + "' was decided by somebody else");
    require(
        decided.annotation().isPresent() || (decided.annotator().isEmpty() && isLabelled(id)),
        "'" + id + "' has no decision that could be taken back");
    decided
        .annotation()
        .ifPresent(annotation -> requireAnnotation(id, state.instance(id), annotation));
  }

  private void check(RunEvent.Checked checked) {
    String id = checked.id();
    Optional<Instance> known = book.people().knownInstance(id);
    require(known.isPresent(), "'" + id + "' is no known item of this run");
    require(
        book.people().known(id).filter(checked.known()::equals).isPresent(),
        "another label of '" + id + "' is known");
    require(checked.round() == state.round(), "an answer of another round comes here");
    require(
        !book.checkedBy(checked.annotator()).contains(id),
        "the known item '" + id + "' is labelled twice by one annotator");
    known.ifPresent(instance -> requireAnnotation(id, instance, checked.annotation()));
    requireTime(id, checked.time());
  }

  private void check(RunEvent.Grown grown) {
    require(!grown.instances().isEmpty(), "the pool grows by nothing");
    require(grown.round() == state.round(), "it grows in another round");
    Set<String> ids = new HashSet<>();
    for (Instance instance : grown.instances()) {
      String id = instance.id();
      boolean fresh = state.ordinal(id) < 0 && book.people().known(id).isEmpty() && ids.add(id);
      require(fresh, "'" + id + "' is added and was there");
    }
  }

  private void check(RunEvent.Offered offered) {
    require(!offered.ids().isEmpty(), "nothing is offered");
    require(offered.round() == state.round(), "it is offered in another round");
    Set<String> ids = new HashSet<>();
    for (String id : offered.ids()) {
      requireInCorpus(id);
      boolean fresh = !state.wasAsked(id) && state.isUnlabelled(state.ordinal(id)) && ids.add(id);
      require(fresh, "'" + id + "' is offered, and was asked or labelled");
    }
  }

  private void requireAuthor(String id, String annotator, Withdrawal what) {
    require(
        book.of(id).has(what, annotator, single),
        "'" + id + "' is changed by '" + annotator + "', who said nothing of it");
  }

  private void requireAnnotation(String id, Instance instance, Annotation annotation) {
    state
        .refusal(labels, instance, annotation, Optional.empty())
        .ifPresent(why -> require(false, "'" + id + "': " + why));
  }

  private void requireTime(String id, Optional<Duration> time) {
    require(
        time.filter(took -> took.isZero() || took.isNegative()).isEmpty(),
        "the time of '" + id + "' is not above 0");
  }

  private void requireAsked(String id, int round, String annotator) {
    requireInCorpus(id);
    require(state.wasAsked(id), "'" + id + "' was never asked");
    require(round == state.round(), "an answer of round " + round + " comes in another");
    require(single || !annotator.isEmpty(), "nobody is named as the annotator of '" + id + "'");
  }

  private void requireInCorpus(String id) {
    require(state.ordinal(id) >= 0, "'" + id + "' is not in the corpus");
  }

  private boolean isLabelled(String id) {
    return book.of(id).given().isPresent();
  }

  private void require(boolean holds, String otherwise) {
    require.hold(holds, otherwise);
  }
}
