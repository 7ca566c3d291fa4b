package org.al4j.strategies.stopping;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.pool.Pool;

/**
 * A limit to what all labels take together, which goes by the pool alone and so never lapses.
 *
 * @param spent what the labels of a pool have taken
 * @param weight what an instance takes
 * @param passed whether the instance that passes the limit still belongs to the last query
 * @param sentence the reason, with places for what was spent and for the limit
 */
record PoolBudget(
    ToDoubleFunction<Pool<?>> spent,
    ToDoubleFunction<Instance> weight,
    double limit,
    boolean passed,
    String sentence)
    implements StoppingCriterion {
  /** How far a sum may be from the limit by rounding: three tenths are not 0.3. */
  private static final double ROUNDING = 1e-9;

  @Override
  public Optional<String> reason(List<Iteration> history, Pool<?> pool) {
    double total = spent.applyAsDouble(pool);
    return StoppingChecks.when(total >= limit * (1 - ROUNDING), sentence, total, limit);
  }

  /** As of now: of earlier pools nothing is known, and a spent budget stays spent. */
  @Override
  public Optional<String> latched(List<Iteration> history, Pool<?> pool) {
    return reason(history, pool);
  }

  @Override
  public int allows(List<Instance> query, Pool<?> pool) {
    double total = spent.applyAsDouble(pool);
    int count = 0;
    for (Instance next : query) {
      double after = total + weight(weight, next);
      if (passed ? total >= limit : after > limit * (1 + ROUNDING)) {
        break;
      }
      total = after;
      count++;
    }
    return count;
  }

  /** What an instance takes: a number that could not be added up would be no limit at all. */
  static double weight(ToDoubleFunction<Instance> weights, Instance instance) {
    double weight = weights.applyAsDouble(instance);
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new InvalidInputException(
          "what instance '"
              + instance.id()
              + "' takes from a limit must be finite and at least 0, found "
              + weight);
    }
    return weight;
  }
}
