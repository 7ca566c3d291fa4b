package org.al4j.core.loop;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;

/** A loop driven to its end by an oracle. */
record OracleRun<A extends Annotation>(ActiveLearning<A> loop, Oracle<A> oracle) {
  /** Runs, and says why it stopped. */
  String run() {
    for (Optional<Query> query = loop.next(); query.isPresent(); query = loop.next()) {
      Round round = loop.accept(answers(outstanding(query.get())));
      if (!round.closed()) {
        loop.closeRound();
      }
      requireProgress(round, query.get());
    }
    return loop.stopReason().orElseThrow();
  }

  private Collection<? extends Answer<A>> answers(Query query) {
    Collection<? extends Answer<A>> answers = oracle.ask(query);
    if (answers == null) {
      throw new IllegalStateException(
          "the oracle returned null for the query of round "
              + query.round()
              + "; it returns the answers that it has, possibly none; what was labelled before is"
              + " kept and the run can be resumed");
    }
    return answers;
  }

  private Query outstanding(Query query) {
    Set<String> open = new HashSet<>(loop.outstanding());
    return new Query(
        query.round(),
        query.items().stream().filter(item -> open.contains(item.instance().id())).toList());
  }

  private void requireProgress(Round round, Query query) {
    var pool = loop.pool();
    boolean gained =
        query.ids().stream()
            .mapToInt(id -> pool.corpus().ordinal(id))
            .anyMatch(ordinal -> !pool.isUnlabelled(ordinal));
    if (!gained) {
      throw new IllegalStateException(
          "the oracle labelled none of the "
              + query.items().size()
              + " instances of round "
              + query.round()
              + (round.refused().isEmpty() ? "" : "; refused: " + round.refused().values())
              + "; what was labelled before is kept and the run can be resumed");
    }
  }
}
