package org.al4j.strategies;

import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;

/** The strategies on the class path, by name. */
final class StrategyRegistry {
  private final SortedMap<String, StrategyProvider> byName = new TreeMap<>();

  /** Refuses two providers of one name. */
  StrategyRegistry(Iterable<StrategyProvider> providers) {
    for (StrategyProvider provider : providers) {
      StrategyProvider other = byName.put(provider.name(), provider);
      if (other != null) {
        throw new IllegalStateException(
            "two strategies are named '"
                + provider.name()
                + "': "
                + other.getClass().getName()
                + " and "
                + provider.getClass().getName()
                + "; take one from the class path");
      }
    }
  }

  static StrategyRegistry load() {
    return new StrategyRegistry(ServiceLoader.load(StrategyProvider.class));
  }

  List<StrategyProvider> providers() {
    return List.copyOf(byName.values());
  }

  QueryStrategy create(String text) {
    StrategyDescription description = StrategyDescription.parse(text);
    StrategyProvider provider = byName.get(description.name());
    if (provider == null) {
      throw new InvalidInputException(
          "unknown strategy '"
              + description.name()
              + "'; known strategies: "
              + String.join(", ", byName.keySet()));
    }
    return provider.create(description.parameters());
  }
}
