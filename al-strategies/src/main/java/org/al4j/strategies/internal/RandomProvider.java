package org.al4j.strategies.internal;

import java.util.Map;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.strategies.Strategies;

/** Provides the strategy {@code random}; it has no parameters. */
public final class RandomProvider implements StrategyProvider {
  @Override
  public String name() {
    return "random";
  }

  @Override
  public String summary() {
    return "any candidate, with equal chances";
  }

  @Override
  public String source() {
    return "the baseline of all papers";
  }

  @Override
  public QueryStrategy create(Map<String, String> parameters) {
    new Parameters(name(), parameters);
    return Strategies.random();
  }
}
