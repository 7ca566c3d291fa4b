package org.al4j.strategies;

import org.al4j.core.query.QueryStrategy;
import org.al4j.testkit.QueryStrategyContract;
import org.junit.jupiter.api.Nested;

/** Every strategy keeps the testkit's contract. */
class StrategyContractTest {
  @Nested
  class RandomContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Strategies.random();
    }
  }

  @Nested
  class LeastConfidenceContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Strategies.leastConfidence();
    }
  }

  @Nested
  class MarginContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Strategies.margin();
    }
  }

  @Nested
  class RatioContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Strategies.ratio();
    }
  }

  @Nested
  class EntropyContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Strategies.entropy();
    }
  }

  @Nested
  class NormalisedBinaryEntropyContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Strategies.named("entropy(base=2,normalised=true)");
    }
  }
}
