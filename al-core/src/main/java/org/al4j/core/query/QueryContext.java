package org.al4j.core.query;

import java.util.List;
import java.util.random.RandomGenerator;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.Iteration;
import org.al4j.core.pool.Pool;

/**
 * What a strategy may know besides the candidates.
 *
 * @param round the round of the query, 0 for the first query
 * @param random the only source of randomness
 * @param pool the pool of the round
 * @param labels the label space
 * @param history the finished rounds, oldest first
 * @param times how long annotations took, where that was measured, in the order of the answers
 */
public record QueryContext(
    int round,
    RandomGenerator random,
    Pool<?> pool,
    LabelSpace labels,
    List<Iteration> history,
    List<AnnotationTime> times) {
  /** Copies the lists. */
  public QueryContext {
    history = List.copyOf(history);
    times = List.copyOf(times);
  }

  /** A context without measured times. */
  public QueryContext(
      int round, RandomGenerator random, Pool<?> pool, LabelSpace labels, List<Iteration> history) {
    this(round, random, pool, labels, history, List.of());
  }

  /** A context before any round is finished. */
  public QueryContext(int round, RandomGenerator random, Pool<?> pool, LabelSpace labels) {
    this(round, random, pool, labels, List.of());
  }
}
