package org.al4j.strategies.internal;

import java.util.Map;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.strategies.Strategies;

/** Provides the strategy {@code least-confidence}; it has no parameters. */
public final class LeastConfidenceProvider implements StrategyProvider {
  @Override
  public String name() {
    return "least-confidence";
  }

  @Override
  public String summary() {
    return "where the most probable class is least probable";
  }

  @Override
  public String source() {
    return "Lewis and Gale 1994";
  }

  @Override
  public QueryStrategy create(Map<String, String> parameters) {
    new Parameters(name(), parameters);
    return Strategies.leastConfidence();
  }
}
