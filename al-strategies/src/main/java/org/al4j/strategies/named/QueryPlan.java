package org.al4j.strategies.named;

import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.QueryStrategy;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.StrategyDescription;

/**
 * Which instances are looked at and what is selected among them.
 *
 * @param policy may remember its run: make a plan for each
 */
public record QueryPlan(CandidatePolicy policy, QueryStrategy strategy) {
  /**
   * The plan that a text describes: a strategy, or a candidate policy and a strategy joined by a
   * plus sign, for example {@code margin} or {@code ups(gamma=0.1,T=0.01)+margin}. Policies: {@code
   * all}, {@code random-share(share=0.25)}, {@code anchors} and {@code seals}, which take {@code
   * checkpoint} (whose embeddings say what is near; else hashed words), {@code neighbours} and, of
   * anchors, {@code anchors} and {@code most}; {@code ups}, {@code ups-random} and {@code ups-top}.
   * The last three take {@code gamma}, {@code T}, {@code utility} (a pointwise strategy,
   * least-confidence unless given), and {@code full} (the queries that score everything, such as
   * {@code 0:1:4:8}) or {@code every} (every so many).
   *
   * @throws InvalidInputException if the text is malformed or names what is not known
   */
  public static QueryPlan named(String description) {
    List<String> parts = StrategyDescription.parts(description, '+', () -> malformed(description));
    if (parts.size() > 2) {
      throw malformed(description);
    }
    QueryStrategy strategy = Strategies.named(parts.get(parts.size() - 1));
    if (parts.size() == 1) {
      return new QueryPlan(CandidatePolicy.all(), strategy);
    }
    StrategyDescription policy = StrategyDescription.parse(parts.get(0));
    return new QueryPlan(PolicyNames.create(policy.name(), policy.parameters()), strategy);
  }

  /** The candidate policies that {@link #named} knows. */
  public static List<KnownPolicy> policies() {
    return PolicyNames.known();
  }

  private static InvalidInputException malformed(String text) {
    return new InvalidInputException(
        "expected strategy or policy+strategy, each with (parameter=value, ...) or without, found '"
            + text
            + "'");
  }
}
