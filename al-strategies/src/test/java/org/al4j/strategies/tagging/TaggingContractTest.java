package org.al4j.strategies.tagging;

import java.util.stream.Stream;
import org.al4j.core.query.Utility;
import org.al4j.testkit.UtilityContract;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every utility for tags keeps the testkit's contract. */
@ParameterizedClass
@MethodSource("utilities")
class TaggingContractTest extends UtilityContract {
  private final Utility utility;

  TaggingContractTest(Utility utility) {
    this.utility = utility;
  }

  static Stream<Named<Utility>> utilities() {
    return Stream.of(
            new Mnlp(Mnlp.Of.SEQUENCE),
            new Mnlp(Mnlp.Of.WORDS),
            new TokenEntropy(TokenEntropy.Of.MEAN),
            new TokenEntropy(TokenEntropy.Of.TOTAL),
            new TokenEntropy(TokenEntropy.Of.LARGEST),
            new SmallestTokenMargin(),
            new SequenceLeastConfidence(),
            new BestSequencesEntropy(true),
            new BestSequencesEntropy(false),
            new TokenBald(),
            new TokenVoteEntropy())
        .map(utility -> Named.of(utility.toString(), utility));
  }

  @Override
  protected Utility utility() {
    return utility;
  }
}
