package org.al4j.models.distil;

import org.al4j.core.InvalidInputException;

/**
 * How a student is trained: start from {@link #DEFAULT}.
 *
 * @param epochs most passes over the texts
 * @param learningRate peak of the linear schedule, with a warm-up of a tenth of the updates
 * @param batch texts an update
 * @param maxLength most tokens of a text that are read, special tokens included; never more than
 *     the models' positions. Longer texts lose their end
 * @param dropout whether the student's dropout is on while it learns
 * @param validationShare share of the texts that is held out, in (0, 1); at least one text
 * @param patience epochs in a row without a lower held-out loss that end the run
 * @param seed of what is held out, of order, dropout, and what is drawn
 */
public record StudentSchedule(
    int epochs,
    double learningRate,
    int batch,
    int maxLength,
    boolean dropout,
    double validationShare,
    int patience,
    long seed) {
  /** An epoch at 1e-4 of batches of 32 texts of 128 tokens, a twentieth held out, no dropout. */
  public static final StudentSchedule DEFAULT =
      new StudentSchedule(1, 1e-4, 32, 128, false, 0.05, 2, 0);

  /** Checks the ranges. */
  public StudentSchedule {
    check(epochs >= 1, "{epochs} must be at least 1, found %s", epochs);
    check(
        learningRate > 0 && learningRate < 1,
        "{learningRate} must be in (0, 1), found %s",
        learningRate);
    check(batch >= 1, "{batch} must be at least 1, found %s", batch);
    check(maxLength >= 3, "{maxLength} must be at least 3, found %s", maxLength);
    check(
        validationShare > 0 && validationShare < 1,
        "{validationShare} must be in (0, 1), found %s",
        validationShare);
    check(patience >= 1, "{patience} must be at least 1, found %s", patience);
  }

  /** The same with other epochs. */
  public StudentSchedule withEpochs(int other) {
    return new StudentSchedule(
        other, learningRate, batch, maxLength, dropout, validationShare, patience, seed);
  }

  /** The same with another learning rate. */
  public StudentSchedule withLearningRate(double other) {
    return new StudentSchedule(
        epochs, other, batch, maxLength, dropout, validationShare, patience, seed);
  }

  /** The same with another batch. */
  public StudentSchedule withBatch(int other) {
    return new StudentSchedule(
        epochs, learningRate, other, maxLength, dropout, validationShare, patience, seed);
  }

  /** The same with another longest text. */
  public StudentSchedule withMaxLength(int other) {
    return new StudentSchedule(
        epochs, learningRate, batch, other, dropout, validationShare, patience, seed);
  }

  /** The same with dropout on or off. */
  public StudentSchedule withDropout(boolean on) {
    return new StudentSchedule(
        epochs, learningRate, batch, maxLength, on, validationShare, patience, seed);
  }

  /** The same with another share held out, and another patience. */
  public StudentSchedule withEarlyStopping(double share, int epochsWithout) {
    return new StudentSchedule(
        epochs, learningRate, batch, maxLength, dropout, share, epochsWithout, seed);
  }

  /** The same with another seed. */
  public StudentSchedule withSeed(long other) {
    return new StudentSchedule(
        epochs, learningRate, batch, maxLength, dropout, validationShare, patience, other);
  }

  static void check(boolean right, String rule, Object found) {
    if (!right) {
      throw InvalidInputException.ofSettings(rule, found);
    }
  }
}
