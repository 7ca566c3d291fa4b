package org.al4j.strategies.multilabel;

import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.query.QueryStrategy;
import org.al4j.testkit.QueryStrategyContract;
import org.junit.jupiter.api.Nested;

/** Every strategy for label sets keeps the testkit's contract. */
class MultiLabelContractTest {
  /** Label sets of the class, of none, and of two. */
  private abstract static class OfSets extends QueryStrategyContract {
    @Override
    protected Annotation annotation(Labelled<ClassLabel> item) {
      int number = Integer.parseInt(item.instance().id().substring(1)) % 3;
      List<String> names = List.of(item.annotation().name(), "class-0");
      return new LabelSet(names.subList(0, number));
    }
  }

  @Nested
  class MeanEntropyContract extends OfSets {
    @Override
    protected QueryStrategy strategy() {
      return MultiLabel.meanEntropy();
    }
  }

  @Nested
  class MaxEntropyContract extends OfSets {
    @Override
    protected QueryStrategy strategy() {
      return MultiLabel.maxEntropy();
    }
  }

  @Nested
  class MeanMarginContract extends OfSets {
    @Override
    protected QueryStrategy strategy() {
      return MultiLabel.meanMargin();
    }
  }

  @Nested
  class CardinalityContract extends OfSets {
    @Override
    protected QueryStrategy strategy() {
      return MultiLabel.cardinality();
    }
  }

  @Nested
  class AdaptiveContract extends OfSets {
    @Override
    protected QueryStrategy strategy() {
      return MultiLabel.adaptive();
    }
  }

  @Nested
  class CvirsContract extends OfSets {
    @Override
    protected QueryStrategy strategy() {
      return MultiLabel.cvirs();
    }
  }
}
