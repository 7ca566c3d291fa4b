package org.al4j.strategies.committee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.al4j.core.InvalidInputException;
import org.al4j.core.query.QueryStrategy;
import org.al4j.strategies.Strategies;
import org.al4j.testkit.QueryStrategyContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every committee strategy keeps the testkit's contract and is found by its name. */
class CommitteeStrategiesTest {
  @Test
  void named_everyName_givesTheStrategyOfItsFactory() {
    assertEquals(CommitteeStrategies.voteEntropy(), Strategies.named("vote-entropy"));
    assertEquals(CommitteeStrategies.consensusEntropy(), Strategies.named("consensus-entropy"));
    assertEquals(CommitteeStrategies.meanKl(), Strategies.named("mean-kl"));
    assertEquals(CommitteeStrategies.maxDisagreement(), Strategies.named("max-disagreement"));
    assertEquals(CommitteeStrategies.bald(), Strategies.named("bald"));
    assertEquals(CommitteeStrategies.batchBald(), Strategies.named("batch-bald"));
    assertEquals(new BatchBald(50), Strategies.named("batch-bald(configurations=50)"));
    assertEquals(CommitteeStrategies.variance(), Strategies.named("variance"));
  }

  @Test
  void named_parameter_isRefused() {
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> Strategies.named("bald(base=2)"));
    assertEquals("bald has no parameter 'base'; it takes none", refusal.getMessage());
  }

  @Nested
  class VoteEntropyContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return CommitteeStrategies.voteEntropy();
    }
  }

  @Nested
  class ConsensusEntropyContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return CommitteeStrategies.consensusEntropy();
    }
  }

  @Nested
  class MeanKlContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return CommitteeStrategies.meanKl();
    }
  }

  @Nested
  class MaxDisagreementContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return CommitteeStrategies.maxDisagreement();
    }
  }

  @Nested
  class BaldContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return CommitteeStrategies.bald();
    }
  }

  @Nested
  class BatchBaldContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return CommitteeStrategies.batchBald();
    }
  }

  @Nested
  class BatchBaldFewConfigurationsContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return new BatchBald(5);
    }
  }

  @Nested
  class VarianceContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return CommitteeStrategies.variance();
    }
  }
}
