package org.al4j.strategies.tagging;

import java.util.Collections;
import java.util.stream.Stream;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.query.QueryStrategy;
import org.al4j.testkit.QueryStrategyContract;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every strategy for tags keeps the testkit's contract. */
@ParameterizedClass
@MethodSource("strategies")
class TaggingStrategiesContractTest extends QueryStrategyContract {
  private final QueryStrategy strategy;

  TaggingStrategiesContractTest(QueryStrategy strategy) {
    this.strategy = strategy;
  }

  static Stream<Named<QueryStrategy>> strategies() {
    return Stream.of(
            Tagging.mnlp(),
            Tagging.meanTokenEntropy(),
            Tagging.totalTokenEntropy(),
            Tagging.margin(),
            Tagging.leastConfidence(),
            Tagging.bestSequencesEntropy(),
            Tagging.bald(),
            Tagging.voteEntropy())
        .map(strategy -> Named.of(strategy.describe(), strategy));
  }

  @Override
  protected QueryStrategy strategy() {
    return strategy;
  }

  @Override
  protected Annotation annotation(Labelled<ClassLabel> item) {
    int words = item.instance().text().split(" ", -1).length;
    return new TagSequence(Collections.nCopies(words, item.annotation().name()));
  }
}
