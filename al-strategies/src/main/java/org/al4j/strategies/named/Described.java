package org.al4j.strategies.named;

import org.al4j.core.query.StrategyProvider;

/** A provider that is told what it says of itself. */
abstract class Described implements StrategyProvider {
  private final String name;
  private final String summary;
  private final String source;
  private final String cost;

  Described(String name, String summary, String source, String cost) {
    this.name = name;
    this.summary = summary;
    this.source = source;
    this.cost = cost;
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
  public final String cost() {
    return cost;
  }
}
