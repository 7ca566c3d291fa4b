package org.al4j.study.advice;

import java.util.List;
import java.util.OptionalInt;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.pool.Pool;

/**
 * Where a criterion would have stopped a run that went on.
 *
 * @param criterion as it was named
 * @param round the round after which it fired first, by its place in the run's history; empty if it
 *     never did
 * @param reason what it said then; empty if it never fired
 */
public record StopPoint(String criterion, OptionalInt round, String reason) {
  /**
   * Asks a criterion after each round as a loop does.
   *
   * @param name of the criterion
   * @param history the rounds of a whole run
   * @param pools the pool after each of them
   */
  public static StopPoint of(
      String name,
      StoppingCriterion criterion,
      List<Iteration> history,
      List<? extends Pool<?>> pools) {
    for (int round = 0; round < history.size(); round++) {
      var fired = criterion.reason(history.subList(0, round + 1), pools.get(round));
      if (fired.isPresent()) {
        return new StopPoint(name, OptionalInt.of(round), fired.get());
      }
    }
    return new StopPoint(name, OptionalInt.empty(), "");
  }
}
