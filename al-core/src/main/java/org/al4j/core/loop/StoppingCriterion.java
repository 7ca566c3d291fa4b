package org.al4j.core.loop;

import java.util.List;
import java.util.Optional;
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

  /** Stops when this or {@code other} would; this one's reason comes first. */
  default StoppingCriterion or(StoppingCriterion other) {
    return (history, pool) -> reason(history, pool).or(() -> other.reason(history, pool));
  }

  /** Stops when both would, with both reasons. */
  default StoppingCriterion and(StoppingCriterion other) {
    return (history, pool) ->
        reason(history, pool)
            .flatMap(mine -> other.reason(history, pool).map(theirs -> mine + "; and " + theirs));
  }
}
