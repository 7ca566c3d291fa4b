package org.al4j.models.transformer;

import java.util.Objects;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.text.TextEncoder;
import org.al4j.models.tokenize.LongTexts;
import org.al4j.models.training.ClassWeights;
import org.al4j.models.training.EarlyStopping;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.al4j.models.training.RateSchedule;

/**
 * How a transformer is fine-tuned: start from {@link #plasm} and change what should differ. Its
 * {@code toString} names every setting and is part of a run's identity.
 *
 * @param updates epochs and batches
 * @param rate the learning rate and its course
 * @param optimizer what makes updates of gradients
 * @param clipNorm largest global norm of the gradient over what trains; infinite for no limit
 * @param layers which layers train, and how fast
 * @param loss what the loss makes of labels
 * @param earlyStopping empty to train all epochs
 * @param texts how much of a text is read
 */
public record Recipe(
    Updates updates,
    Rate rate,
    Optimizer optimizer,
    double clipNorm,
    Layers layers,
    Loss loss,
    Optional<EarlyStopping> earlyStopping,
    Texts texts) {
  private static final int SMALL_HIDDEN = 256;

  /** Checks the ranges. */
  public Recipe {
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(layers, "layers");
    check(clipNorm > 0, "clip norm", "above 0", clipNorm);
  }

  /**
   * Epochs and batches.
   *
   * @param epochs passes over the labelled instances, at least 1
   * @param batchSize instances that pass the model at a time, at least 1
   * @param accumulation batches whose gradients make one update, at least 1; memory is that of one
   *     batch, the result that of one batch so many times as large
   * @param minimumUpdates with fewer, batches get smaller and epochs more: {@link MinimumUpdates};
   *     0 for no minimum
   * @param minimumBatch the smallest batch that the minimum may lead to
   */
  public record Updates(
      int epochs, int batchSize, int accumulation, int minimumUpdates, int minimumBatch) {
    /** Checks the ranges. */
    public Updates {
      check(epochs >= 1, "epochs", "at least 1", epochs);
      check(batchSize >= 1, "batch", "at least 1", batchSize);
      check(accumulation >= 1, "accumulation", "at least 1", accumulation);
      check(minimumUpdates >= 0, "updates", "0 or more", minimumUpdates);
      check(minimumBatch >= 1, "minimum-batch", "at least 1", minimumBatch);
    }
  }

  /**
   * The learning rate.
   *
   * @param peak of the schedule; 0 means by size: 2e-4 for a hidden size of 256 or less, else 2e-5
   * @param schedule its course over the updates
   * @param warmStart what the peak is multiplied by when a fit starts from the previous model,
   *     above 0
   */
  public record Rate(double peak, RateSchedule schedule, double warmStart) {
    /** Checks the ranges. */
    public Rate {
      Objects.requireNonNull(schedule, "schedule");
      check(peak >= 0 && peak < 1, "learning-rate", "in [0, 1)", peak);
      check(warmStart > 0 && warmStart <= 100, "warm-start factor", "in (0, 100]", warmStart);
    }
  }

  /**
   * What the loss makes of labels.
   *
   * @param smoothing share of each target that is spread evenly over the classes, in [0, 1)
   * @param classWeights multiplied with an example's own weight, by its label
   */
  public record Loss(double smoothing, ClassWeights classWeights) {
    /** Checks the range. */
    public Loss {
      Objects.requireNonNull(classWeights, "classWeights");
      check(smoothing >= 0 && smoothing < 1, "label smoothing", "in [0, 1)", smoothing);
    }
  }

  /**
   * How much of a text is read.
   *
   * @param maxLength longest sequence in tokens, special tokens included; never more than the
   *     model's positions
   * @param tooLong what happens to longer ones
   */
  public record Texts(int maxLength, LongTexts tooLong) {
    /** Checks the range. */
    public Texts {
      Objects.requireNonNull(tooLong, "tooLong");
      check(maxLength >= TextEncoder.SHORTEST, "max-length", "at least 3", maxLength);
    }

    /** An encoder with the checkpoint's tokenizer, which it owns. */
    TextEncoder encoder(Checkpoint checkpoint) {
      int positions = checkpoint.config().positions();
      int rows = checkpoint.config().vocabulary();
      return new TextEncoder(checkpoint.tokenizer(), maxLength, tooLong, positions, rows);
    }
  }

  /**
   * PLASM's recipe for classification: 5 epochs of batches of 16, at least 350 updates, AdamW with
   * a weight decay of 0.01, a gradient norm of at most 1, a linear schedule with a tenth of
   * warm-up, 256 tokens.
   */
  public static Recipe plasm() {
    return new Recipe(
        new Updates(5, 16, 1, 350, 4),
        new Rate(0, RateSchedule.linear(), 1),
        Optimizer.adamW(),
        1,
        Layers.all(),
        new Loss(0, ClassWeights.none()),
        Optional.empty(),
        new Texts(256, LongTexts.TRUNCATE));
  }

  /** The same with other epochs and batches. */
  public Recipe withUpdates(Updates other) {
    return new Recipe(other, rate, optimizer, clipNorm, layers, loss, earlyStopping, texts);
  }

  /** The same with another number of epochs. */
  public Recipe withEpochs(int epochs) {
    Updates u = updates;
    return withUpdates(
        new Updates(epochs, u.batchSize, u.accumulation, u.minimumUpdates, u.minimumBatch));
  }

  /** The same with another batch size. */
  public Recipe withBatchSize(int batchSize) {
    Updates u = updates;
    return withUpdates(
        new Updates(u.epochs, batchSize, u.accumulation, u.minimumUpdates, u.minimumBatch));
  }

  /** The same with so many batches an update. */
  public Recipe withAccumulation(int batches) {
    Updates u = updates;
    return withUpdates(
        new Updates(u.epochs, u.batchSize, batches, u.minimumUpdates, u.minimumBatch));
  }

  /** The same with another minimum number of updates. */
  public Recipe withMinimumUpdates(int minimum) {
    Updates u = updates;
    return withUpdates(new Updates(u.epochs, u.batchSize, u.accumulation, minimum, u.minimumBatch));
  }

  /** The same with another smallest batch. */
  public Recipe withMinimumBatch(int minimum) {
    Updates u = updates;
    return withUpdates(
        new Updates(u.epochs, u.batchSize, u.accumulation, u.minimumUpdates, minimum));
  }

  private Recipe withRate(Rate other) {
    return new Recipe(updates, other, optimizer, clipNorm, layers, loss, earlyStopping, texts);
  }

  /** The same with another learning rate, 0 for that of the model's size. */
  public Recipe withLearningRate(double peak) {
    return withRate(new Rate(peak, rate.schedule, rate.warmStart));
  }

  /** The same with another course of the learning rate. */
  public Recipe withSchedule(RateSchedule schedule) {
    return withRate(new Rate(rate.peak, schedule, rate.warmStart));
  }

  /** The same with another factor of the learning rate for fits from a previous model. */
  public Recipe withWarmStartRate(double factor) {
    return withRate(new Rate(rate.peak, rate.schedule, factor));
  }

  /** The same with another optimizer. */
  public Recipe withOptimizer(Optimizer other) {
    return new Recipe(updates, rate, other, clipNorm, layers, loss, earlyStopping, texts);
  }

  /** The same with another largest global norm of the gradient. */
  public Recipe withClipNorm(double norm) {
    return new Recipe(updates, rate, optimizer, norm, layers, loss, earlyStopping, texts);
  }

  /** The same with other layers in training. */
  public Recipe withLayers(Layers other) {
    return new Recipe(updates, rate, optimizer, clipNorm, other, loss, earlyStopping, texts);
  }

  private Recipe withLoss(Loss other) {
    return new Recipe(updates, rate, optimizer, clipNorm, layers, other, earlyStopping, texts);
  }

  /** The same with label smoothing. */
  public Recipe withLabelSmoothing(double share) {
    return withLoss(new Loss(share, loss.classWeights));
  }

  /** The same with class weights. */
  public Recipe withClassWeights(ClassWeights weights) {
    return withLoss(new Loss(loss.smoothing, weights));
  }

  /** The same with early stopping. */
  public Recipe withEarlyStopping(EarlyStopping stopping) {
    return new Recipe(
        updates, rate, optimizer, clipNorm, layers, loss, Optional.of(stopping), texts);
  }

  private Recipe withTexts(Texts other) {
    return new Recipe(updates, rate, optimizer, clipNorm, layers, loss, earlyStopping, other);
  }

  /** The same with another longest sequence. */
  public Recipe withMaxLength(int tokens) {
    return withTexts(new Texts(tokens, texts.tooLong));
  }

  /** The same with another fate of longer texts. */
  public Recipe withTooLong(LongTexts fate) {
    return withTexts(new Texts(texts.maxLength, fate));
  }

  /** The peak learning rate for a model of this hidden size. */
  public double learningRateFor(int hidden) {
    return rate.peak > 0 ? rate.peak : hidden <= SMALL_HIDDEN ? 2e-4 : 2e-5;
  }

  /**
   * Refuses what is for one class for a text.
   *
   * @param what cannot use it, for the message
   */
  void refuseClassLoss(String what) {
    check(
        loss.equals(plasm().loss),
        "label smoothing and class weights",
        "left out: they are for one class for a text, not for " + what,
        loss);
  }

  /** Refuses early stopping by a share of right classes. */
  void refuseAccuracy() {
    check(
        earlyStopping.isEmpty() || earlyStopping.get().metric() == EarlyStopping.Metric.LOSS,
        "the metric of early stopping",
        "the loss, since a number has no accuracy",
        "accuracy");
  }

  private static void check(boolean holds, String name, String rule, Object found) {
    if (!holds) {
      throw new InvalidInputException(
          "transformer: " + name + " must be " + rule + ", found " + found);
    }
  }
}
