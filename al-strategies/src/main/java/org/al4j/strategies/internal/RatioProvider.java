package org.al4j.strategies.internal;

import java.util.Map;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.strategies.Strategies;

/** Provides the strategy {@code ratio}; it has no parameters. */
public final class RatioProvider implements StrategyProvider {
  @Override
  public String name() {
    return "ratio";
  }

  @Override
  public String summary() {
    return "where the second class is nearly as probable as the first";
  }

  @Override
  public String source() {
    return "Monarch 2021";
  }

  @Override
  public QueryStrategy create(Map<String, String> parameters) {
    new Parameters(name(), parameters);
    return Strategies.ratio();
  }
}
