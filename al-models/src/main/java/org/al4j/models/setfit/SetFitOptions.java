package org.al4j.models.setfit;

import java.util.Objects;
import org.al4j.core.InvalidInputException;
import org.al4j.models.head.HeadOptions;

/**
 * How an encoder is tuned on pairs, and the head on it: start from {@link #DEFAULT}.
 *
 * @param pairs most pairs of an epoch, drawn anew in each; never more than {@link #sampling} has
 * @param sampling which pairs
 * @param epochs passes, 0 for the encoder as it is
 * @param batch pairs an update
 * @param learningRate peak of a linear schedule with a tenth of warm-up
 * @param head of the regression on the vectors
 */
public record SetFitOptions(
    int pairs,
    PairSampling sampling,
    int epochs,
    int batch,
    double learningRate,
    HeadOptions head) {
  /** 1,000 pairs, oversampled, in one epoch of batches of 16 at 2e-5, and the usual head. */
  public static final SetFitOptions DEFAULT =
      new SetFitOptions(1000, PairSampling.OVERSAMPLING, 1, 16, 2e-5, HeadOptions.DEFAULT);

  /** Refuses values outside the stated ranges. */
  public SetFitOptions {
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(head, "head");
    check(pairs >= 1, "{pairs} must be at least 1, found %s", pairs);
    check(epochs >= 0, "{epochs} must be 0 or more, found %s", epochs);
    check(batch >= 1, "{batch} must be at least 1, found %s", batch);
    check(
        learningRate > 0 && learningRate < 1,
        "{learningRate} must be in (0, 1), found %s",
        learningRate);
    check(
        head.members() == 0,
        "{members} must be 0, as there is one encoder, found %s",
        head.members());
  }

  private static void check(boolean holds, String rule, Object found) {
    if (!holds) {
      throw InvalidInputException.ofSettings(rule, found);
    }
  }

  /** The same with other pairs. */
  public SetFitOptions withPairs(int most, PairSampling which) {
    return new SetFitOptions(most, which, epochs, batch, learningRate, head);
  }

  /** The same with other epochs. */
  public SetFitOptions withEpochs(int other) {
    return new SetFitOptions(pairs, sampling, other, batch, learningRate, head);
  }

  /** The same with another batch. */
  public SetFitOptions withBatch(int other) {
    return new SetFitOptions(pairs, sampling, epochs, other, learningRate, head);
  }

  /** The same with another learning rate. */
  public SetFitOptions withLearningRate(double other) {
    return new SetFitOptions(pairs, sampling, epochs, batch, other, head);
  }

  /** The same with another head. */
  public SetFitOptions withHead(HeadOptions other) {
    return new SetFitOptions(pairs, sampling, epochs, batch, learningRate, other);
  }
}
