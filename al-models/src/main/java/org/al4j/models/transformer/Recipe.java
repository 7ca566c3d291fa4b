package org.al4j.models.transformer;

import org.al4j.core.InvalidInputException;

/**
 * How a transformer is fine-tuned. AdamW; no weight decay on biases and layer-norm weights; the
 * learning rate rises linearly over the warm-up and then falls linearly to 0.
 *
 * @param epochs passes over the labelled instances, at least 1
 * @param batchSize instances an update, at least 1
 * @param minimumUpdates with fewer, batches get smaller and epochs more: {@link MinimumUpdates}; 0
 *     for no minimum
 * @param minimumBatch the smallest batch that the minimum may lead to
 * @param learningRate the schedule's peak; 0 means by size: 2e-4 for a hidden size of 256 or less,
 *     else 2e-5
 * @param weightDecay decoupled
 * @param clipNorm largest global norm of a gradient
 * @param warmUpShare share of the updates that are warm-up, in [0, 1]
 * @param maxLength longest sequence in tokens, special tokens included; never more than the model's
 *     positions
 */
public record Recipe(
    int epochs,
    int batchSize,
    int minimumUpdates,
    int minimumBatch,
    double learningRate,
    double weightDecay,
    double clipNorm,
    double warmUpShare,
    int maxLength) {
  private static final int SMALL_HIDDEN = 256;

  /** Checks the ranges. */
  public Recipe {
    check(epochs >= 1, "epochs", "at least 1", epochs);
    check(batchSize >= 1, "batch", "at least 1", batchSize);
    check(minimumUpdates >= 0, "updates", "0 or more", minimumUpdates);
    check(minimumBatch >= 1, "minimum batch", "at least 1", minimumBatch);
    check(learningRate >= 0 && learningRate < 1, "learning-rate", "in [0, 1)", learningRate);
    check(weightDecay >= 0 && weightDecay < 1, "weight decay", "in [0, 1)", weightDecay);
    check(clipNorm > 0, "clip norm", "above 0", clipNorm);
    check(warmUpShare >= 0 && warmUpShare <= 1, "warm-up share", "in [0, 1]", warmUpShare);
    check(maxLength >= 3, "max-length", "at least 3", maxLength);
  }

  /**
   * PLASM's recipe for classification: 5 epochs of batches of 16, at least 350 updates, 256 tokens.
   */
  public static Recipe plasm() {
    return new Recipe(5, 16, 350, 4, 0, 0.01, 1.0, 0.1, 256);
  }

  /** The same with another number of epochs. */
  public Recipe withEpochs(int newEpochs) {
    return new Recipe(
        newEpochs,
        batchSize,
        minimumUpdates,
        minimumBatch,
        learningRate,
        weightDecay,
        clipNorm,
        warmUpShare,
        maxLength);
  }

  /** The same with another batch size. */
  public Recipe withBatchSize(int newBatchSize) {
    return new Recipe(
        epochs,
        newBatchSize,
        minimumUpdates,
        minimumBatch,
        learningRate,
        weightDecay,
        clipNorm,
        warmUpShare,
        maxLength);
  }

  /** The same with another minimum number of updates. */
  public Recipe withMinimumUpdates(int newMinimumUpdates) {
    return new Recipe(
        epochs,
        batchSize,
        newMinimumUpdates,
        minimumBatch,
        learningRate,
        weightDecay,
        clipNorm,
        warmUpShare,
        maxLength);
  }

  /** The same with another smallest batch. */
  public Recipe withMinimumBatch(int newMinimumBatch) {
    return new Recipe(
        epochs,
        batchSize,
        minimumUpdates,
        newMinimumBatch,
        learningRate,
        weightDecay,
        clipNorm,
        warmUpShare,
        maxLength);
  }

  /** The same with another learning rate, 0 for that of the model's size. */
  public Recipe withLearningRate(double newLearningRate) {
    return new Recipe(
        epochs,
        batchSize,
        minimumUpdates,
        minimumBatch,
        newLearningRate,
        weightDecay,
        clipNorm,
        warmUpShare,
        maxLength);
  }

  /** The same with another longest sequence. */
  public Recipe withMaxLength(int newMaxLength) {
    return new Recipe(
        epochs,
        batchSize,
        minimumUpdates,
        minimumBatch,
        learningRate,
        weightDecay,
        clipNorm,
        warmUpShare,
        newMaxLength);
  }

  /** The peak learning rate for a model of this hidden size. */
  public double learningRateFor(int hidden) {
    return learningRate > 0 ? learningRate : hidden <= SMALL_HIDDEN ? 2e-4 : 2e-5;
  }

  private static void check(boolean holds, String name, String rule, Object found) {
    if (!holds) {
      throw new InvalidInputException(
          "transformer: " + name + " must be " + rule + ", found " + found);
    }
  }
}
