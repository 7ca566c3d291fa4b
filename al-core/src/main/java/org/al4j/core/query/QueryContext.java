package org.al4j.core.query;

import java.util.random.RandomGenerator;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.pool.Pool;

/**
 * What a strategy may know besides the candidates.
 *
 * @param round the round that asks, 0 for the first query
 * @param random the only source of randomness
 * @param pool the pool of the round
 * @param labels the label space
 */
public record QueryContext(int round, RandomGenerator random, Pool<?> pool, LabelSpace labels) {}
