package example;

import java.util.Map;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.core.settings.Parameters;
import org.al4j.strategies.Strategies;

/** Provides the strategy {@code smallest-largest}; it has no parameters. */
public final class SmallestLargestProvider implements StrategyProvider {
  @Override
  public String name() {
    return "smallest-largest";
  }

  @Override
  public String summary() {
    return "where the largest probability is smallest";
  }

  @Override
  public String source() {
    return "an example";
  }

  @Override
  public String cost() {
    return "O(C) a candidate";
  }

  @Override
  public QueryStrategy create(Map<String, String> parameters) {
    Parameters.of(name(), parameters); // it has none
    return Strategies.pointwise(new SmallestLargest());
  }
}
