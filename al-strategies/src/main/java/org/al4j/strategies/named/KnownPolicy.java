package org.al4j.strategies.named;

/**
 * What a candidate policy that can be named says of itself; see {@link QueryPlan#policies}.
 *
 * @param name as it is written before a strategy, for example {@code ups}
 * @param summary one line: what it lets the strategy look at
 * @param needs what it needs of a model, in words
 * @param cost what a query costs in time and memory; n are the unlabelled instances
 * @param source the paper or text it follows
 */
public record KnownPolicy(String name, String summary, String needs, String cost, String source) {}
