package org.al4j.strategies.committee;

import org.al4j.core.query.QueryStrategy;
import org.al4j.strategies.Strategies;

/**
 * Query by committee: each utility as a strategy that selects where it is largest, and {@link
 * BatchBald}, which looks at the batch as a whole. The model is a committee, or one model with
 * several dropout passes: whatever offers MEMBER_PROBABILITIES, or MEMBER_VALUES for {@link
 * #variance}.
 */
public final class CommitteeStrategies {
  private CommitteeStrategies() {}

  /** Selects the instances where the members' votes are most divided: {@link VoteEntropy}. */
  public static QueryStrategy voteEntropy() {
    return Strategies.pointwise(new VoteEntropy());
  }

  /**
   * Selects the instances where the members' mean distribution is most spread: {@link
   * ConsensusEntropy}.
   */
  public static QueryStrategy consensusEntropy() {
    return Strategies.pointwise(new ConsensusEntropy());
  }

  /**
   * Selects the instances where the members are on average farthest from their consensus: {@link
   * MeanKl}.
   */
  public static QueryStrategy meanKl() {
    return Strategies.pointwise(new MeanKl());
  }

  /**
   * Selects the instances where one member is farthest from the consensus: {@link MaxDisagreement}.
   */
  public static QueryStrategy maxDisagreement() {
    return Strategies.pointwise(new MaxDisagreement());
  }

  /**
   * Selects the instances where the label would tell most about which member is right: {@link
   * Bald}.
   */
  public static QueryStrategy bald() {
    return Strategies.pointwise(new Bald());
  }

  /**
   * Selects the texts whose labels would together tell most about which member is right: {@link
   * BatchBald} with up to 1,000 configurations.
   */
  public static QueryStrategy batchBald() {
    return new BatchBald(1000);
  }

  /**
   * Selects the instances where regressors predict the most different numbers: {@link Variance}.
   */
  public static QueryStrategy variance() {
    return Strategies.pointwise(new Variance());
  }
}
