package org.al4j.models.recurrent;

import java.util.List;
import java.util.Objects;
import org.al4j.core.InvalidInputException;

/**
 * What a CNN-BiLSTM-CRF does besides its recipe: start from {@link #DEFAULT}. Its {@code toString}
 * names every setting and is part of a run's identity.
 *
 * @param sizes of the network
 * @param trainVectors whether the vectors of the file are learnt on; else they stay as they are
 * @param dropout share that is dropped of the LSTM's input (the same numbers at all words of a
 *     sentence), of its states and of the layer behind
 * @param recurrentDropout share that is dropped of the states that one word hands on to the next,
 *     the same numbers at all words of a sentence
 * @param constrained whether only sequences that IOB2 allows are predicted; likelihoods are those
 *     of the model in any case
 * @param best how many sequences BEST_SEQUENCE_LOG_LIKELIHOODS has
 * @param passes how many dropout passes MEMBER_TOKEN_LOG_PROBABILITIES has, which is offered where
 *     there is dropout
 */
public record BilstmCrfOptions(
    Sizes sizes,
    boolean trainVectors,
    double dropout,
    double recurrentDropout,
    boolean constrained,
    int best,
    int passes) {
  /** PLASM's network: dropout of a tenth everywhere; constrained, the 5 best, 10 passes. */
  public static final BilstmCrfOptions DEFAULT =
      new BilstmCrfOptions(
          new Sizes(0, 25, List.of(2, 3), 30, 128, 128), false, 0.1, 0.1, true, 5, 10);

  private static final int MOST = 10_000;

  /**
   * Sizes of the network.
   *
   * @param words numbers of a word's learnt vector, beside the vectors of a file; 0 without
   * @param characters numbers of a character's vector
   * @param filterWidths of the filters over characters, in characters
   * @param filters how many filters there are in all, as many of each width
   * @param hidden cells of each direction of the LSTM
   * @param feedForward width of the layer between LSTM and tags
   */
  public record Sizes(
      int words,
      int characters,
      List<Integer> filterWidths,
      int filters,
      int hidden,
      int feedForward) {
    /** Checks the ranges; the widths are put in order. */
    public Sizes {
      filterWidths = filterWidths.stream().sorted().toList();
      check(words >= 0 && words <= MOST, "word-width must be from 0 to 10000", words);
      size("char-width", characters);
      size("char-filters", filters);
      size("hidden", hidden);
      size("feed-forward", feedForward);
      boolean fit =
          !filterWidths.isEmpty()
              && filterWidths.stream().distinct().count() == filterWidths.size()
              && filterWidths.stream().allMatch(width -> width >= 1 && width <= 100);
      check(fit, "char-widths must be different numbers from 1 to 100", filterWidths);
      check(
          filters % filterWidths.size() == 0,
          "char-filters must be as many for each of " + filterWidths.size() + " widths",
          filters);
    }

    private static void size(String name, int value) {
      check(value >= 1 && value <= MOST, name + " must be from 1 to 10000", value);
    }
  }

  /** Checks the ranges. */
  public BilstmCrfOptions {
    Objects.requireNonNull(sizes, "sizes");
    check(dropout >= 0 && dropout < 1, "dropout must be in [0, 1)", dropout);
    check(
        recurrentDropout >= 0 && recurrentDropout < 1,
        "recurrent-dropout must be in [0, 1)",
        recurrentDropout);
    check(best >= 1 && best <= MOST, "best must be from 1 to 10000", best);
    check(passes >= 1 && passes <= MOST, "dropout-passes must be from 1 to 10000", passes);
    check(
        !trainVectors || sizes.words == 0,
        "word-width must be 0 where the vectors of the file are learnt on",
        sizes.words);
  }

  private static void check(boolean holds, String rule, Object found) {
    if (!holds) {
      throw new InvalidInputException("bilstm-crf: " + rule + ", found " + found);
    }
  }

  /** The same with other sizes. */
  public BilstmCrfOptions withSizes(Sizes other) {
    return new BilstmCrfOptions(
        other, trainVectors, dropout, recurrentDropout, constrained, best, passes);
  }

  /** The same with learnt word vectors of another width, 0 for none. */
  public BilstmCrfOptions withWordWidth(int numbers) {
    Sizes s = sizes;
    return withSizes(
        new Sizes(numbers, s.characters, s.filterWidths, s.filters, s.hidden, s.feedForward));
  }

  /** The same, learning the file's vectors on or not. */
  public BilstmCrfOptions withTrainVectors(boolean train) {
    return new BilstmCrfOptions(sizes, train, dropout, recurrentDropout, constrained, best, passes);
  }

  /** The same with other dropout. */
  public BilstmCrfOptions withDropout(double share, double recurrent) {
    return new BilstmCrfOptions(sizes, trainVectors, share, recurrent, constrained, best, passes);
  }

  /** The same, constrained or not. */
  public BilstmCrfOptions withConstrained(boolean iob2) {
    return new BilstmCrfOptions(sizes, trainVectors, dropout, recurrentDropout, iob2, best, passes);
  }

  /** The same with so many best sequences. */
  public BilstmCrfOptions withBest(int sequences) {
    return new BilstmCrfOptions(
        sizes, trainVectors, dropout, recurrentDropout, constrained, sequences, passes);
  }

  /** The same with so many dropout passes. */
  public BilstmCrfOptions withPasses(int number) {
    return new BilstmCrfOptions(
        sizes, trainVectors, dropout, recurrentDropout, constrained, best, number);
  }
}
