package org.al4j.strategies.named;

import java.util.Map;
import java.util.function.Supplier;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.settings.Parameters;

/** Provides a strategy that has no parameters. */
abstract class PlainProvider extends Described {
  private final Supplier<QueryStrategy> factory;

  PlainProvider(
      String name, String summary, String source, String cost, Supplier<QueryStrategy> factory) {
    super(name, summary, source, cost);
    this.factory = factory;
  }

  @Override
  public final QueryStrategy create(Map<String, String> parameters) {
    Parameters.of(name(), parameters);
    return factory.get();
  }
}
