package org.al4j.core.query;

import java.util.random.RandomGenerator;

/**
 * What a candidate policy may know besides the pool.
 *
 * @param round the round of the query
 * @param random the only source of randomness
 * @param budget the budget of the query, never to be undercut by the candidates
 */
public record RoundContext(int round, RandomGenerator random, Budget budget) {}
