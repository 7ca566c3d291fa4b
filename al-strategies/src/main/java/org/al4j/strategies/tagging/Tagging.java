package org.al4j.strategies.tagging;

import org.al4j.core.query.QueryStrategy;
import org.al4j.strategies.Strategies;

/**
 * Strategies for sequence tagging. Those of a query in tokens take {@link
 * org.al4j.core.query.Budget#tokens}; strategies on embeddings are those of all kinds.
 */
public final class Tagging {
  private Tagging() {}

  /** Selects the sentences whose best tags are least likely, by the word: {@link Mnlp}. */
  public static QueryStrategy mnlp() {
    return Strategies.pointwise(new Mnlp(Mnlp.Of.SEQUENCE));
  }

  /**
   * Selects the sentences where the words' tags are on average most spread: {@link TokenEntropy}.
   */
  public static QueryStrategy meanTokenEntropy() {
    return Strategies.pointwise(new TokenEntropy(TokenEntropy.Of.MEAN));
  }

  /** Selects the sentences whose words' entropies have the largest sum: {@link TokenEntropy}. */
  public static QueryStrategy totalTokenEntropy() {
    return Strategies.pointwise(new TokenEntropy(TokenEntropy.Of.TOTAL));
  }

  /** Selects the sentences with the least decided word: {@link SmallestTokenMargin}. */
  public static QueryStrategy margin() {
    return Strategies.pointwise(new SmallestTokenMargin());
  }

  /**
   * Selects the instances whose best sequence is least probable: {@link SequenceLeastConfidence}.
   */
  public static QueryStrategy leastConfidence() {
    return Strategies.pointwise(new SequenceLeastConfidence());
  }

  /**
   * Selects the instances between whose best sequences the model is least decided: {@link
   * BestSequencesEntropy}.
   */
  public static QueryStrategy bestSequencesEntropy() {
    return Strategies.pointwise(new BestSequencesEntropy(true));
  }

  /**
   * Selects the sentences whose words' tags would tell most about which member is right: {@link
   * TokenBald}.
   */
  public static QueryStrategy bald() {
    return Strategies.pointwise(new TokenBald());
  }

  /** Selects the sentences where the members' votes are most divided: {@link TokenVoteEntropy}. */
  public static QueryStrategy voteEntropy() {
    return Strategies.pointwise(new TokenVoteEntropy());
  }
}
