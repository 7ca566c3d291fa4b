package org.al4j.strategies.diversity;

import java.util.List;
import org.al4j.core.query.QueryStrategy;
import org.al4j.strategies.uncertainty.LeastConfidence;
import org.al4j.testkit.QueryStrategyContract;
import org.junit.jupiter.api.Nested;

/** Every diversity strategy keeps the testkit's contract. */
class DiversityContractTest {
  @Nested
  class CoreSetContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Diversity.coreSet();
    }
  }

  @Nested
  class CosineCoreSetContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return new CoreSet(Distance.COSINE);
    }
  }

  @Nested
  class BadgeContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Diversity.badge();
    }
  }

  @Nested
  class UniformBadgeContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return new Badge(Badge.First.UNIFORM);
    }
  }

  @Nested
  class ContrastiveContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Diversity.contrastive();
    }
  }

  @Nested
  class ClusterCentresContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Diversity.clusterCentres();
    }
  }

  @Nested
  class ClusterOutliersContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Diversity.clusterOutliers();
    }
  }

  @Nested
  class ClusterRandomContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Diversity.clusterRandom();
    }
  }

  @Nested
  class ClusterMixtureContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Diversity.cluster(new ClusterBased.Mixture(1, 1, 2));
    }
  }

  @Nested
  class RepresentativeContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Diversity.representative(List.of(), Representative.Form.LECTURE);
    }
  }

  @Nested
  class UncertainRepresentativeContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Diversity.representative(
          List.of(), Representative.Form.CONTRASTIVE, new LeastConfidence(), 0.5);
    }
  }

  @Nested
  class ModelOutliersContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Diversity.modelOutliers(List.of());
    }
  }

  @Nested
  class TypicalityContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Diversity.typicality();
    }
  }

  @Nested
  class ClusterMarginContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Diversity.clusterMargin();
    }
  }

  @Nested
  class DiscriminativeContract extends QueryStrategyContract {
    @Override
    protected QueryStrategy strategy() {
      return Diversity.discriminative();
    }
  }
}
