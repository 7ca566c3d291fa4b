package org.al4j.strategies.multilabel;

import org.al4j.core.query.QueryStrategy;
import org.al4j.strategies.Strategies;

/**
 * Strategies for label sets. The model offers INDEPENDENT_PROBABILITIES, {@code [n, C]}, or is a
 * committee that offers MEMBER_INDEPENDENT_PROBABILITIES, {@code [m, n, C]}. A class is predicted
 * where its probability is above 1/2; the records take another threshold.
 */
public final class MultiLabel {
  private MultiLabel() {}

  /**
   * Selects the instances where the classes are on average least decided: {@link MeanLabelEntropy}.
   */
  public static QueryStrategy meanEntropy() {
    return Strategies.pointwise(new MeanLabelEntropy());
  }

  /** Selects the instances where one class is least decided: {@link MaxLabelEntropy}. */
  public static QueryStrategy maxEntropy() {
    return Strategies.pointwise(new MaxLabelEntropy());
  }

  /**
   * Selects the instances where probabilities are on average nearest to 1/2: {@link
   * MeanLabelMargin}.
   */
  public static QueryStrategy meanMargin() {
    return Strategies.pointwise(new MeanLabelMargin());
  }

  /**
   * Selects the instances where unusually many or few labels are predicted: {@link
   * LabelCardinality}.
   */
  public static QueryStrategy cardinality() {
    return new LabelCardinality(PredictedSets.THRESHOLD);
  }

  /**
   * Selects the instances where the predicted classes are hardly apart from the others and their
   * number is unusual: {@link AdaptiveMultiLabel} that weighs both alike.
   */
  public static QueryStrategy adaptive() {
    return new AdaptiveMultiLabel(0.5, PredictedSets.THRESHOLD);
  }

  /**
   * Selects what is among the least decided for many classes and at odds with the labelled sets:
   * {@link Cvirs}.
   */
  public static QueryStrategy cvirs() {
    return new Cvirs(PredictedSets.THRESHOLD);
  }

  /**
   * Selects the instances where a committee's members are sure and contradict each other: {@link
   * LabelBald}.
   */
  public static QueryStrategy bald() {
    return Strategies.pointwise(new LabelBald());
  }

  /** Selects the instances where a committee's votes are most divided: {@link LabelVoteEntropy}. */
  public static QueryStrategy voteEntropy() {
    return Strategies.pointwise(new LabelVoteEntropy());
  }
}
