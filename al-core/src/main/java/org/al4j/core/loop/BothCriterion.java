package org.al4j.core.loop;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.data.Instance;
import org.al4j.core.log.Iteration;
import org.al4j.core.pool.Pool;

/** Fires once both have fired, each in its own round. */
record BothCriterion(StoppingCriterion first, StoppingCriterion second)
    implements StoppingCriterion {
  BothCriterion {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
  }

  @Override
  public Optional<String> reason(List<Iteration> history, Pool<?> pool) {
    return first
        .latched(history, pool)
        .flatMap(mine -> second.latched(history, pool).map(theirs -> mine + "; and " + theirs));
  }

  /** Its parts latch, so it never lapses; they name their rounds. */
  @Override
  public Optional<String> latched(List<Iteration> history, Pool<?> pool) {
    return reason(history, pool);
  }

  @Override
  public int allows(List<Instance> query, Pool<?> pool) {
    return Math.max(first.allows(query, pool), second.allows(query, pool));
  }
}
