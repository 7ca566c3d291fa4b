package org.al4j.strategies.ups;

import org.al4j.core.query.CandidatePolicy;
import org.al4j.strategies.uncertainty.Margin;
import org.al4j.testkit.CandidatePolicyContract;
import org.junit.jupiter.api.Nested;

/** Pool subsampling and its baselines keep the testkit's contract. */
class UpsContractTest {
  private static final UpsSettings SMALL =
      new UpsSettings(new Margin(), 0.2, 0.05, FullRounds.paper());

  @Nested
  class Sampled extends CandidatePolicyContract {
    @Override
    protected CandidatePolicy policy() {
      return Ups.of(SMALL);
    }
  }

  @Nested
  class AtRandom extends CandidatePolicyContract {
    @Override
    protected CandidatePolicy policy() {
      return Ups.randomSubsample(SMALL);
    }
  }

  @Nested
  class TopShare extends CandidatePolicyContract {
    @Override
    protected CandidatePolicy policy() {
      return Ups.topShare(SMALL);
    }
  }
}
