package org.al4j.strategies.uncertainty;

import java.util.stream.Stream;
import org.al4j.core.query.Utility;
import org.al4j.strategies.committee.Bald;
import org.al4j.strategies.committee.ConsensusEntropy;
import org.al4j.strategies.committee.MaxDisagreement;
import org.al4j.strategies.committee.MeanKl;
import org.al4j.strategies.committee.Variance;
import org.al4j.strategies.committee.VoteEntropy;
import org.al4j.testkit.UtilityContract;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every utility for one class or one number keeps the testkit's contract. */
@ParameterizedClass
@MethodSource("utilities")
class UtilitiesContractTest extends UtilityContract {
  private final Utility utility;

  UtilitiesContractTest(Utility utility) {
    this.utility = utility;
  }

  static Stream<Named<Utility>> utilities() {
    return Stream.of(
            new LeastConfidence(),
            new Margin(),
            new Ratio(),
            Entropy.natural(),
            new Entropy(Entropy.Base.TWO, true),
            new VoteEntropy(),
            new ConsensusEntropy(),
            new MeanKl(),
            new MaxDisagreement(),
            new Bald(),
            new Variance())
        .map(utility -> Named.of(utility.toString(), utility));
  }

  @Override
  protected Utility utility() {
    return utility;
  }
}
