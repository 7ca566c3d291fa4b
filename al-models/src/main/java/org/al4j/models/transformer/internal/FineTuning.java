package org.al4j.models.transformer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.model.FitProgress;
import org.al4j.models.checkpoint.Tensor;

/** The training loop: epochs of shuffled batches, each an update of {@link Trainer}. */
public final class FineTuning {
  private final Engine engine;
  private final Settings settings;

  /**
   * What a run does.
   *
   * @param epochs passes over the examples
   * @param batchSize examples an update; the last of an epoch may have fewer
   * @param learningRate the schedule's peak
   * @param weightDecay decoupled; not on biases and layer-norm weights
   * @param clipNorm largest global norm of the gradient
   * @param warmUpShare share of the updates in which the rate rises
   * @param seed of shuffling and dropout
   */
  public record Settings(
      int epochs,
      int batchSize,
      double learningRate,
      double weightDecay,
      double clipNorm,
      double warmUpShare,
      long seed) {}

  /** A loop over one model. */
  public FineTuning(Engine engine, Settings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  /**
   * Trains until the updates are done or {@code cancelled} says so, which it is asked before each.
   *
   * @param examples in an order that does not depend on the caller's
   * @throws InvalidInputException if the loss or a weight is no longer finite
   */
  public void run(
      List<Example> examples, Consumer<FitProgress> progress, BooleanSupplier cancelled) {
    int perEpoch = (examples.size() + settings.batchSize - 1) / settings.batchSize;
    int total = Math.multiplyExact(perEpoch, settings.epochs);
    Schedule schedule = Schedule.of(settings.learningRate, settings.warmUpShare, total);
    Seeds seeds = new Seeds(settings.seed);
    Trainer trainer =
        new Trainer(
            engine, new Trainer.Options(settings.weightDecay, false, settings.clipNorm, true));
    List<Example> order = new ArrayList<>(examples);
    int done = 0;
    while (done < total && !cancelled.getAsBoolean()) {
      int at = done % perEpoch;
      if (at == 0) {
        shuffle(order, seeds.generator("shuffle", done / perEpoch));
      }
      int from = at * settings.batchSize;
      List<Example> batch = order.subList(from, Math.min(order.size(), from + settings.batchSize));
      double loss = trainer.update(batch, schedule.rate(done), seeds.seed("dropout", done));
      done++;
      if (!Double.isFinite(loss)) {
        throw diverged("the loss is " + loss, done, total);
      }
      progress.accept(new FitProgress(done, total, loss));
    }
    trainer.finish();
    if (!engine.weights().finite()) {
      throw diverged("a weight is not finite", done, total);
    }
    engine.trim();
  }

  private InvalidInputException diverged(String what, int done, int total) {
    return new InvalidInputException(
        "training diverged: %s after update %d of %d; lower the learning rate (now %s) or check the checkpoint"
            .formatted(what, done, total, settings.learningRate));
  }

  private static void shuffle(List<Example> order, RandomGenerator random) {
    for (int i = order.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Example swapped = order.get(i);
      order.set(i, order.get(j));
      order.set(j, swapped);
    }
  }

  /**
   * A tensor of draws from N(0, 0.02), as BERT initialises; a bias, which has one axis, is zero.
   */
  public static Tensor fresh(SplittableRandom random, long... shape) {
    float[] values = new float[(int) Shapes.length(shape)];
    for (int i = 0; shape.length > 1 && i < values.length; i++) {
      values[i] = (float) (0.02 * random.nextGaussian());
    }
    return new Tensor(shape, values);
  }
}
