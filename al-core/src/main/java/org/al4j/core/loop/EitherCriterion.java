package org.al4j.core.loop;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.data.Instance;
import org.al4j.core.log.Iteration;
import org.al4j.core.pool.Pool;

/** Fires with the first of two that fires. */
record EitherCriterion(StoppingCriterion first, StoppingCriterion second)
    implements StoppingCriterion {
  EitherCriterion {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
  }

  @Override
  public Optional<String> reason(List<Iteration> history, Pool<?> pool) {
    return first.reason(history, pool).or(() -> second.reason(history, pool));
  }

  /** Each part latches in its own way. */
  @Override
  public Optional<String> latched(List<Iteration> history, Pool<?> pool) {
    return first.latched(history, pool).or(() -> second.latched(history, pool));
  }

  @Override
  public int allows(List<Instance> query, Pool<?> pool) {
    return Math.min(first.allows(query, pool), second.allows(query, pool));
  }
}
