package org.al4j.strategies.combined;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.query.QueryStrategy;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.coldstart.ColdStart;
import org.al4j.strategies.cost.Affordable;
import org.al4j.strategies.cost.Price;
import org.al4j.strategies.cost.ReturnOnInvestment;
import org.al4j.strategies.diversity.Distance;
import org.al4j.strategies.uncertainty.Margin;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.QueryStrategyContract;
import org.junit.jupiter.api.Nested;

/** Strategies made of others keep the testkit's contract. */
class CombinedContractTest {
  /** Labelled texts with ids that no pool has. */
  static List<Labelled<ClassLabel>> validation(int count) {
    List<Labelled<ClassLabel>> out = new ArrayList<>();
    for (Labelled<ClassLabel> item : FakeTexts.dataset(count, 3, 40).items()) {
      Instance copy = Instance.ofText("v" + item.instance().id(), item.instance().text());
      out.add(new Labelled<>(copy, item.annotation()));
    }
    return out;
  }

  @Nested
  class UncertaintyThenClusterContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return new UncertaintyThenCluster(new Margin(), 3, Distance.COSINE);
    }
  }

  @Nested
  class NamedUncertaintyThenClusterContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Strategies.named(
          "uncertainty-then-cluster(utility=entropy(base=2),beta=1.5,distance=euclidean)");
    }
  }

  @Nested
  class StagedContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Strategies.named("staged(first=core-set,then=margin,labels=1000)");
    }
  }

  @Nested
  class ActiveTransferContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return ActiveTransfer.plain(validation(60));
    }
  }

  @Nested
  class AdaptiveActiveTransferContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return ActiveTransfer.adaptive(validation(60), 3);
    }
  }

  @Nested
  class ReturnOnInvestmentContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return new ReturnOnInvestment(new Margin(), Price.words(1, 1));
    }
  }

  @Nested
  class AffordableContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return new Affordable(Strategies.margin(), Price.constant(2), 2);
    }
  }

  @Nested
  class ColdStartContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return ColdStart.byWords(Strategies.named("cluster"));
    }
  }

  @Nested
  class LearnersColdStartContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return ColdStart.byLearner(Strategies.named("core-set"));
    }
  }
}
