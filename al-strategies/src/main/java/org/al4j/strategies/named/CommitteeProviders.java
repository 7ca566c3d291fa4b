package org.al4j.strategies.named;

import java.util.Map;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.settings.Parameters;
import org.al4j.strategies.committee.BatchBald;
import org.al4j.strategies.committee.CommitteeStrategies;

/**
 * Provide the strategies of {@link CommitteeStrategies}; only {@code batch-bald} has a parameter.
 */
public final class CommitteeProviders {
  private CommitteeProviders() {}

  /** Provides the strategy {@code vote-entropy}. */
  public static final class VoteEntropyProvider extends PlainProvider {
    /** For the service loader. */
    public VoteEntropyProvider() {
      super(
          "vote-entropy",
          "where the members' votes are most divided",
          "Dagan and Engelson 1995",
          "O(m C) a candidate",
          CommitteeStrategies::voteEntropy);
    }
  }

  /** Provides the strategy {@code consensus-entropy}. */
  public static final class ConsensusEntropyProvider extends PlainProvider {
    /** For the service loader. */
    public ConsensusEntropyProvider() {
      super(
          "consensus-entropy",
          "where the members' mean distribution is most spread",
          "Settles 2009",
          "O(m C) a candidate",
          CommitteeStrategies::consensusEntropy);
    }
  }

  /** Provides the strategy {@code mean-kl}. */
  public static final class MeanKlProvider extends PlainProvider {
    /** For the service loader. */
    public MeanKlProvider() {
      super(
          "mean-kl",
          "where the members are on average farthest from their consensus",
          "McCallum and Nigam 1998",
          "O(m C) a candidate, m C logarithms",
          CommitteeStrategies::meanKl);
    }
  }

  /** Provides the strategy {@code max-disagreement}. */
  public static final class MaxDisagreementProvider extends PlainProvider {
    /** For the service loader. */
    public MaxDisagreementProvider() {
      super(
          "max-disagreement",
          "where one member is farthest from the consensus",
          "Danka and Horvath 2018",
          "O(m C) a candidate, m C logarithms",
          CommitteeStrategies::maxDisagreement);
    }
  }

  /** Provides the strategy {@code bald}. */
  public static final class BaldProvider extends PlainProvider {
    /** For the service loader. */
    public BaldProvider() {
      super(
          "bald",
          "where the label would tell most about which member is right",
          "Houlsby et al. 2011; Gal et al. 2017",
          "O(m C) a candidate, (m + 1) C logarithms",
          CommitteeStrategies::bald);
    }
  }

  /** Provides {@code batch-bald}. Parameters: {@code configurations} (1000). */
  public static final class BatchBaldProvider extends Described {
    /** For the service loader. */
    public BatchBaldProvider() {
      super(
          "batch-bald",
          "the texts whose labels would together tell most about which member is right",
          "Kirsch et al. 2019",
          "O(s m C) an evaluation, s = min(C^b, configurations); n b evaluations at most, "
              + "since only where the last one would put a candidate first is it made again; n m C "
              + "floats, 3 s m doubles");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "configurations");
      return new BatchBald(given.whole("configurations", 1000, 1, BatchBald.MOST));
    }
  }

  /** Provides the strategy {@code variance}. */
  public static final class VarianceProvider extends PlainProvider {
    /** For the service loader. */
    public VarianceProvider() {
      super(
          "variance",
          "where the members of a committee of regressors differ most",
          "Burbidge et al. 2007",
          "O(m) a candidate",
          CommitteeStrategies::variance);
    }
  }
}
