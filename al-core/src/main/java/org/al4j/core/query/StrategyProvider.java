package org.al4j.core.query;

import java.util.Map;

/** Makes a strategy by name; found through {@link java.util.ServiceLoader}. */
public interface StrategyProvider {
  /**
   * The name on the command line, lower case with hyphens, for example {@code least-confidence}.
   */
  String name();

  /** One line: what it prefers. */
  String summary();

  /** The paper or text it follows. */
  String source();

  /**
   * Makes the strategy.
   *
   * @param parameters by name; an unknown one is an {@link org.al4j.core.InvalidInputException}
   */
  QueryStrategy create(Map<String, String> parameters);
}
