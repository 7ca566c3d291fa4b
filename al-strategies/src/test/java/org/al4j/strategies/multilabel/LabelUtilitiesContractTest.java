package org.al4j.strategies.multilabel;

import java.util.stream.Stream;
import org.al4j.core.query.Utility;
import org.al4j.testkit.UtilityContract;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every utility for label sets keeps the testkit's contract. */
@ParameterizedClass
@MethodSource("utilities")
class LabelUtilitiesContractTest extends UtilityContract {
  private final Utility utility;

  LabelUtilitiesContractTest(Utility utility) {
    this.utility = utility;
  }

  static Stream<Named<Utility>> utilities() {
    return Stream.of(
            new MeanLabelEntropy(),
            new MaxLabelEntropy(),
            new MeanLabelMargin(),
            new CardinalityInconsistency(1.5, 0.5),
            new SeparatedCardinality(1.5, 0.7, 0.5),
            new LabelBald(),
            new LabelVoteEntropy())
        .map(utility -> Named.of(utility.toString(), utility));
  }

  @Override
  protected Utility utility() {
    return utility;
  }
}
