package org.al4j.models.adapt;

import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.text.TextEncoder;

/**
 * How a checkpoint is adapted: start from {@link #DEFAULT}.
 *
 * @param epochs most passes over the texts, each with masks of its own
 * @param learningRate peak of the linear schedule with a tenth of warm-up; 0 means by size: 5e-4
 *     for a hidden size of 256 or less, else 5e-5
 * @param batch texts an update
 * @param maxLength most tokens of a text that are read, special tokens included; never more than
 *     the model's positions. Longer texts lose their end
 * @param validationShare share of the texts that is held out, in (0, 1); at least one text
 * @param patience epochs in a row without a lower held-out loss that end the run
 * @param seed of what is held out, of order, masks, dropout, and a head that is drawn
 */
public record AdaptationSettings(
    int epochs,
    double learningRate,
    int batch,
    int maxLength,
    double validationShare,
    int patience,
    long seed) {
  /** 3 epochs of batches of 32 texts of 128 tokens, a twentieth held out, patience 2, seed 0. */
  public static final AdaptationSettings DEFAULT =
      new AdaptationSettings(3, 0, 32, 128, 0.05, 2, 0);

  private static final int SMALL_HIDDEN = 256;

  /** Checks the ranges. */
  public AdaptationSettings {
    check(epochs >= 1, "{epochs} must be at least 1, found %s", epochs);
    check(
        learningRate >= 0 && learningRate < 1,
        "{learningRate} must be in [0, 1), found %s",
        learningRate);
    check(batch >= 1, "{batch} must be at least 1, found %s", batch);
    check(maxLength >= TextEncoder.SHORTEST, "{maxLength} must be at least 3, found %s", maxLength);
    check(
        validationShare > 0 && validationShare < 1,
        "{validationShare} must be in (0, 1), found %s",
        validationShare);
    check(patience >= 1, "{patience} must be at least 1, found %s", patience);
  }

  private static void check(boolean holds, String rule, Object found) {
    if (!holds) {
      throw InvalidInputException.ofSettings(rule, found);
    }
  }

  double rateFor(int hidden) {
    return learningRate > 0 ? learningRate : hidden <= SMALL_HIDDEN ? 5e-4 : 5e-5;
  }

  /** The same with other epochs. */
  public AdaptationSettings withEpochs(int other) {
    return new AdaptationSettings(
        other, learningRate, batch, maxLength, validationShare, patience, seed);
  }

  /** The same with another learning rate. */
  public AdaptationSettings withLearningRate(double other) {
    return new AdaptationSettings(epochs, other, batch, maxLength, validationShare, patience, seed);
  }

  /** The same with another batch. */
  public AdaptationSettings withBatch(int other) {
    return new AdaptationSettings(
        epochs, learningRate, other, maxLength, validationShare, patience, seed);
  }

  /** The same with another longest text. */
  public AdaptationSettings withMaxLength(int other) {
    return new AdaptationSettings(
        epochs, learningRate, batch, other, validationShare, patience, seed);
  }

  /** The same with another share held out, and another patience. */
  public AdaptationSettings withEarlyStopping(double share, int epochsWithout) {
    return new AdaptationSettings(
        epochs, learningRate, batch, maxLength, share, epochsWithout, seed);
  }

  /** The same with another seed. */
  public AdaptationSettings withSeed(long other) {
    return new AdaptationSettings(
        epochs, learningRate, batch, maxLength, validationShare, patience, other);
  }
}
