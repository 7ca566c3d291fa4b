package org.al4j.strategies.internal;

import java.util.Map;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.strategies.Strategies;

/** Provides the strategy {@code margin}; it has no parameters. */
public final class MarginProvider implements StrategyProvider {
  @Override
  public String name() {
    return "margin";
  }

  @Override
  public String summary() {
    return "where the two most probable classes are nearest";
  }

  @Override
  public String source() {
    return "Scheffer et al. 2001";
  }

  @Override
  public QueryStrategy create(Map<String, String> parameters) {
    new Parameters(name(), parameters);
    return Strategies.margin();
  }
}
