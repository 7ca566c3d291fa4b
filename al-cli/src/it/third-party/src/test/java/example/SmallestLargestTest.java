package example;

import org.al4j.core.query.QueryStrategy;
import org.al4j.strategies.Strategies;
import org.al4j.testkit.QueryStrategyContract;

class SmallestLargestTest extends QueryStrategyContract {
  @Override
  protected QueryStrategy strategy() {
    return Strategies.named("smallest-largest");
  }
}
