package org.al4j.core.loop;

import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Instance;
import org.al4j.core.log.Iteration;
import org.al4j.core.pool.Pool;

/**
 * Decides after each round whether to go on. Asked with the whole history, so a resumed run decides
 * as an undisturbed one; once it fired, the loop records the reason and never asks again.
 */
@FunctionalInterface
public interface StoppingCriterion {
  /**
   * Why to stop, in one sentence; empty to go on.
   *
   * @param history the rounds so far, at least one
   * @param pool the pool after the last of them
   */
  Optional<String> reason(List<Iteration> history, Pool<?> pool);

  /**
   * Why it fired first, after the last round or an earlier one, whose number is added; empty if it
   * never did. A criterion latches: that its cause is gone again does not count. By default it is
   * asked about each beginning of the history, with the pool as it is now; one that goes by the
   * pool alone and never lapses, such as a budget, answers with its {@link #reason} of now.
   */
  default Optional<String> latched(List<Iteration> history, Pool<?> pool) {
    for (int rounds = 1; rounds < history.size(); rounds++) {
      int round = history.get(rounds - 1).round();
      Optional<String> fired = reason(history.subList(0, rounds), pool);
      if (fired.isPresent()) {
        return fired.map(why -> why + " (in round " + round + ")");
      }
    }
    return history.isEmpty() ? Optional.empty() : reason(history, pool);
  }

  /**
   * How many of the first items of a query it still allows: the loop asks for no more, so that a
   * limit holds and the last query is cut. All of them by default; a limit of labels says what is
   * left. Answers that come late can pass it, since no label is refused for it.
   *
   * @param query what would be asked next, in its order
   * @return from 0 to the size of the query; 0 stops the run
   */
  default int allows(List<Instance> query, Pool<?> pool) {
    return query.size();
  }

  /** Stops when this or {@code other} would; this one's reason comes first. */
  default StoppingCriterion or(StoppingCriterion other) {
    return new JoinedCriterion(this, other, false);
  }

  /**
   * Stops when both have fired, in the same round or one after the other, with both reasons; a part
   * that fired before the last round says in which.
   */
  default StoppingCriterion and(StoppingCriterion other) {
    return new JoinedCriterion(this, other, true);
  }
}
