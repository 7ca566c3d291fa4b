package org.al4j.strategies.stopping;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.pool.Pool;

/** A budget that goes by the labels of the pool alone, and so never lapses. */
record PoolBudget(Function<Pool<?>, Optional<String>> spent) implements StoppingCriterion {
  @Override
  public Optional<String> reason(List<Iteration> history, Pool<?> pool) {
    return spent.apply(pool);
  }

  /** As of now: of earlier pools nothing is known, and a spent budget stays spent. */
  @Override
  public Optional<String> latched(List<Iteration> history, Pool<?> pool) {
    return reason(history, pool);
  }
}
