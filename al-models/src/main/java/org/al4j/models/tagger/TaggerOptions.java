package org.al4j.models.tagger;

import java.util.Objects;
import org.al4j.core.InvalidInputException;

/**
 * What a tagger does besides its recipe: start from {@link #DEFAULT}. Its {@code toString} names
 * every setting and is part of a run's identity.
 *
 * @param subwords which parts of a word learn its tag; it is read from the first in any case
 * @param constrained whether only sequences that IOB2 allows are predicted; likelihoods are those
 *     of the model in any case
 * @param crf whether a linear chain (conditional random field) is learnt on top
 * @param crfRate peak learning rate of the chain's scores, whose course is the recipe's
 * @param best how many sequences BEST_SEQUENCE_LOG_LIKELIHOODS has
 * @param passes how many dropout passes MEMBER_TOKEN_LOG_PROBABILITIES has
 */
public record TaggerOptions(
    Subwords subwords, boolean constrained, boolean crf, double crfRate, int best, int passes) {
  /** First parts of words, constrained, no chain, the 5 best sequences, 10 passes. */
  public static final TaggerOptions DEFAULT =
      new TaggerOptions(Subwords.FIRST, true, false, 5e-3, 5, 10);

  private static final int MOST = 10_000;

  /** Which parts of a word learn its tag. */
  public enum Subwords {
    /** The first. */
    FIRST,
    /** All of them, each as much as a word. */
    ALL
  }

  /** Checks the ranges. */
  public TaggerOptions {
    Objects.requireNonNull(subwords, "subwords");
    check(crfRate > 0 && crfRate < 1, "crf-rate must be in (0, 1)", crfRate);
    check(best >= 1 && best <= MOST, "best must be from 1 to 10000", best);
    check(passes >= 1 && passes <= MOST, "dropout-passes must be from 1 to 10000", passes);
    check(
        !crf || subwords == Subwords.FIRST,
        "subwords must be first with a chain, whose links are words",
        "all");
  }

  private static void check(boolean holds, String rule, Object found) {
    if (!holds) {
      throw new InvalidInputException("tagger: " + rule + ", found " + found);
    }
  }

  /** The same with other parts of words. */
  public TaggerOptions withSubwords(Subwords parts) {
    return new TaggerOptions(parts, constrained, crf, crfRate, best, passes);
  }

  /** The same, constrained or not. */
  public TaggerOptions withConstrained(boolean iob2) {
    return new TaggerOptions(subwords, iob2, crf, crfRate, best, passes);
  }

  /** The same with or without a chain. */
  public TaggerOptions withCrf(boolean chain) {
    return new TaggerOptions(subwords, constrained, chain, crfRate, best, passes);
  }

  /** The same with another peak rate of the chain. */
  public TaggerOptions withCrfRate(double peak) {
    return new TaggerOptions(subwords, constrained, crf, peak, best, passes);
  }

  /** The same with so many best sequences. */
  public TaggerOptions withBest(int sequences) {
    return new TaggerOptions(subwords, constrained, crf, crfRate, sequences, passes);
  }

  /** The same with so many dropout passes. */
  public TaggerOptions withPasses(int number) {
    return new TaggerOptions(subwords, constrained, crf, crfRate, best, number);
  }
}
