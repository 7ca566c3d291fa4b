package org.al4j.strategies.named;

/**
 * What a stopping criterion that can be named says of itself; see {@link NamedCriterion#known}.
 *
 * @param name as it is written, for example {@code bounded-change}
 * @param parameters its parameters with their defaults, as they are written
 * @param summary one line: when it stops
 * @param needs what it needs, in words
 * @param source the paper or text it follows; empty where there is none to follow
 */
public record KnownCriterion(
    String name, String parameters, String summary, String needs, String source) {
  /** What those need that compare successive models. */
  static final String STOP_SET = "a stop set";

  /** Whether it goes by the scores of a stop set. */
  boolean needsStopSet() {
    return needs.equals(STOP_SET);
  }
}
