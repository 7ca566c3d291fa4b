package org.al4j.strategies;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.model.Output;
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

  /** Those that can choose for a kind of annotation with their parameters' defaults. */
  List<String> names(Class<? extends Annotation> kind) {
    return byName.values().stream()
        .filter(provider -> isFor(provider, kind))
        .map(StrategyProvider::name)
        .toList();
  }

  private static boolean isFor(StrategyProvider provider, Class<? extends Annotation> kind) {
    try {
      return provider.create(Map.of()).kinds().contains(kind);
    } catch (InvalidInputException e) {
      return false; // what its parameters say
    }
  }

  /** What a strategy needs, in words. */
  static String outputs(QueryStrategy strategy) {
    return strategy.needs().stream().sorted().map(Output::name).collect(Collectors.joining(", "));
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
