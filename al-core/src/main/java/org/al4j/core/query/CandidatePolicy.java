package org.al4j.core.query;

import java.util.Optional;
import org.al4j.core.pool.Pool;
import org.al4j.core.settings.Configured;

/**
 * Decides which unlabelled instances are looked at in a round. A policy with memory gives it out
 * through {@link #state()} and takes it back through {@link #restore}; the loop saves it with the
 * run.
 */
public interface CandidatePolicy extends Configured {
  /**
   * The candidates of a round: never fewer than the budget needs unless the pool has no more.
   *
   * @param pool its unlabelled instances are those that can be selected in this round: what the
   *     budget {@linkplain Budget#admits does not admit} or the strategy {@linkplain
   *     QueryStrategy#considers does not consider} counts as set aside
   */
  Candidates choose(Pool<?> pool, RoundContext round);

  /**
   * What the policy wants to know of the round's candidates under the round's model; empty if it
   * looks at no model. It is computed in the strategy's own forward pass, so it costs no second
   * one; a strategy that makes no pass is refused when the loop is built.
   */
  default Optional<Utility> utility() {
    return Optional.empty();
  }

  /**
   * Told of each candidate that went through the model in the round, after {@link #choose} and
   * before {@link #state}. What the strategy did not look at is not told.
   *
   * @param ordinal the candidate's corpus ordinal
   * @param utility of {@link #utility()}, never NaN, larger is more worth labelling
   */
  default void observe(int ordinal, double utility) {}

  /** What a resumed run must give back, empty if the policy has no memory. */
  default Optional<byte[]> state() {
    return Optional.empty();
  }

  /** Takes back what {@link #state()} gave. */
  default void restore(byte[] state) {}

  /** Everything unlabelled. */
  static CandidatePolicy all() {
    return new AllCandidates();
  }

  /**
   * Each unlabelled instance with the same chance, so that exactly {@code ceil(share * n)} of
   * {@code n} remain (Larionov (HSE) uses 25 %), topped up to the budget of the round.
   *
   * @param share in (0, 1]
   */
  static CandidatePolicy randomShare(double share) {
    return new RandomShare(share);
  }
}
