package org.al4j.core.query;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.model.Output;

/** Makes a strategy by name; found through {@link java.util.ServiceLoader}. */
public interface StrategyProvider {
  /**
   * The name on the command line, lower case with hyphens, for example {@code least-confidence}.
   */
  String name();

  /** One line: what it prefers. */
  String summary();

  /**
   * What it needs of a model, in words. By default the outputs that it needs without parameters,
   * {@code nothing}, or {@code what its parameters say} where it cannot be made without; a strategy
   * made of others says so itself.
   */
  default String needs() {
    Set<Output> needs;
    try {
      needs = create(Map.of()).needs();
    } catch (InvalidInputException e) {
      return "what its parameters say";
    }
    return needs.isEmpty()
        ? "nothing"
        : needs.stream().sorted().map(Output::name).collect(Collectors.joining(", "));
  }

  /**
   * What a query costs in time and memory beside one forward pass for what it needs: with n
   * candidates, b the batch, C classes, d the embedding's width, m members.
   */
  String cost();

  /** The paper or text it follows. */
  String source();

  /**
   * Makes the strategy.
   *
   * @param parameters by name; an unknown one is an {@link InvalidInputException}
   */
  QueryStrategy create(Map<String, String> parameters);
}
