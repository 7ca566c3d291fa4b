package org.al4j.strategies.internal;

import java.util.Map;
import java.util.function.Supplier;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;

/** Provides a strategy that has no parameters. */
abstract class PlainProvider implements StrategyProvider {
  private final String name;
  private final String summary;
  private final String source;
  private final Supplier<QueryStrategy> factory;

  PlainProvider(String name, String summary, String source, Supplier<QueryStrategy> factory) {
    this.name = name;
    this.summary = summary;
    this.source = source;
    this.factory = factory;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String summary() {
    return summary;
  }

  @Override
  public final String source() {
    return source;
  }

  @Override
  public final QueryStrategy create(Map<String, String> parameters) {
    new Parameters(name, parameters);
    return factory.get();
  }
}
