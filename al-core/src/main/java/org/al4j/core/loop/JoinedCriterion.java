package org.al4j.core.loop;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.data.Instance;
import org.al4j.core.log.Iteration;
import org.al4j.core.pool.Pool;

/**
 * Fires with the first of two that fires, or once both have fired, each in its own round.
 *
 * @param both whether both are needed
 */
record JoinedCriterion(StoppingCriterion first, StoppingCriterion second, boolean both)
    implements StoppingCriterion {
  JoinedCriterion {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
  }

  @Override
  public Optional<String> reason(List<Iteration> history, Pool<?> pool) {
    return both
        ? first
            .latched(history, pool)
            .flatMap(mine -> second.latched(history, pool).map(other -> mine + "; and " + other))
        : first.reason(history, pool).or(() -> second.reason(history, pool));
  }

  /** Each part latches in its own way; where both are needed, they name their rounds. */
  @Override
  public Optional<String> latched(List<Iteration> history, Pool<?> pool) {
    return both
        ? reason(history, pool)
        : first.latched(history, pool).or(() -> second.latched(history, pool));
  }

  @Override
  public int allows(List<Instance> query, Pool<?> pool) {
    int mine = first.allows(query, pool);
    int other = second.allows(query, pool);
    return both ? Math.max(mine, other) : Math.min(mine, other);
  }
}
