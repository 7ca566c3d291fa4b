package org.al4j.core.query;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.Iteration;
import org.al4j.core.model.AcquisitionModel;
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
 * @param view what the learner sees in texts before any training; not to be closed
 */
public record QueryContext(
    int round,
    RandomGenerator random,
    Pool<?> pool,
    LabelSpace labels,
    List<Iteration> history,
    List<AnnotationTime> times,
    Optional<AcquisitionModel> view) {
  /** Copies the lists. */
  public QueryContext {
    history = List.copyOf(history);
    times = List.copyOf(times);
  }

  /** A context without measured times or a view. */
  public QueryContext(
      int round, RandomGenerator random, Pool<?> pool, LabelSpace labels, List<Iteration> history) {
    this(round, random, pool, labels, history, List.of(), Optional.empty());
  }

  /** A context before any round is finished. */
  public QueryContext(int round, RandomGenerator random, Pool<?> pool, LabelSpace labels) {
    this(round, random, pool, labels, List.of());
  }

  /** The same with a view of texts. */
  public QueryContext withView(AcquisitionModel seen) {
    return new QueryContext(round, random, pool, labels, history, times, Optional.of(seen));
  }
}
