package org.al4j.core.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.log.RunEvent;
import org.al4j.core.loop.internal.run.RunState;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Candidates;

/** What of a chosen query can be asked by the time it is: time has passed since it was chosen. */
record Askable<A extends Annotation>(StoppingCriterion stopping, RunState<A> state) {
  /** What of a query is still to be labelled and allowed; empty if nothing is. */
  Optional<RunEvent.Asked> open(RunEvent.Asked ask) {
    return stillUnlabelled(ask)
        .map(left -> with(left, left.items().subList(0, allowed(left))))
        .filter(left -> !left.items().isEmpty());
  }

  /** What of a query late answers have not labelled; empty if they have labelled all of it. */
  Optional<RunEvent.Asked> stillUnlabelled(RunEvent.Asked ask) {
    Pool<A> pool = state.pool();
    List<RunEvent.AskedItem> items =
        ask.items().stream()
            .filter(item -> pool.isUnlabelled(pool.corpus().ordinal(item.id())))
            .filter(item -> !state.openQuery().disputed().contains(item.id()))
            .toList();
    return items.isEmpty() ? Optional.empty() : Optional.of(with(ask, items));
  }

  /** Whether the stopping criterion allows any unlabelled instance. */
  boolean allowsAny() {
    List<Instance> unlabelled = new ArrayList<>();
    Candidates.all(state.pool()).forEach(unlabelled::add);
    return stopping.allows(unlabelled, state.pool()) > 0;
  }

  /** Why a run ends of whose next query nothing is allowed. */
  static String nothing(RunEvent.Asked query) {
    return "the stopping criterion allows none of the "
        + query.items().size()
        + " instances that would be next";
  }

  private int allowed(RunEvent.Asked ask) {
    List<Instance> instances = ask.items().stream().map(item -> state.instance(item.id())).toList();
    int allowed = stopping.allows(instances, state.pool());
    return Math.max(0, Math.min(instances.size(), allowed));
  }

  private static RunEvent.Asked with(RunEvent.Asked ask, List<RunEvent.AskedItem> items) {
    return new RunEvent.Asked(ask.round(), items, ask.selectSeconds(), ask.policyState());
  }
}
