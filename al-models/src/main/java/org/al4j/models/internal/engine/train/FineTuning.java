package org.al4j.models.internal.engine.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.model.FitProgress;
import org.al4j.models.internal.Shuffle;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.training.EarlyStopping;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.al4j.models.training.RateSchedule;
import org.jspecify.annotations.Nullable;

/** The training loop: epochs of shuffled batches, each an update of {@link Trainer}. */
public final class FineTuning {
  private final Engine engine;
  private final Settings settings;
  private final Watcher watcher;
  private final OutputLoss.@Nullable Judged loss;
  private final Trainer trainer;
  private final Seeds seeds;
  private int done;

  /**
   * What a run does.
   *
   * @param epochs passes over the examples
   * @param batchSize examples that pass the graph at a time
   * @param accumulation batches an update; the last update of an epoch may have fewer
   * @param learningRate the schedule's peak
   * @param clipNorm largest global norm of the gradient
   * @param earlyStopping needs held-out examples
   * @param seed of shuffling and dropout
   */
  public record Settings(
      int epochs,
      int batchSize,
      int accumulation,
      double learningRate,
      RateSchedule schedule,
      Optimizer optimizer,
      double clipNorm,
      Layers layers,
      Optional<EarlyStopping> earlyStopping,
      long seed) {
    int updateSize() {
      return Math.multiplyExact(batchSize, accumulation);
    }
  }

  /**
   * What a run learns from.
   *
   * @param training in an order that does not depend on the caller's
   * @param heldOut for early stopping; else unused
   */
  public record Data(List<Example> training, List<Example> heldOut) {}

  /**
   * Who looks on.
   *
   * @param progress told after each update
   * @param epochEnd run when an epoch is complete; the weights may be read then
   * @param cancelled asked before each update
   */
  public record Watcher(
      Consumer<FitProgress> progress, Runnable epochEnd, BooleanSupplier cancelled) {}

  /** A loop over one model with the network's own loss. */
  public FineTuning(Engine engine, Settings settings, Watcher watcher) {
    this(engine, settings, watcher, null);
  }

  /**
   * A loop over one model.
   *
   * @param loss null for the network's own
   */
  public FineTuning(
      Engine engine, Settings settings, Watcher watcher, OutputLoss.@Nullable Judged loss) {
    this.engine = engine;
    this.settings = settings;
    this.watcher = watcher;
    this.loss = loss;
    this.seeds = new Seeds(settings.seed);
    this.trainer =
        new Trainer(
            engine,
            new Trainer.Options(
                settings.optimizer,
                settings.layers,
                false,
                settings.clipNorm,
                true,
                settings.batchSize),
            loss);
  }

  /**
   * Trains until the updates are done, held-out quality has stopped rising, or the run is
   * cancelled; then the weights are those of the best epoch, or without early stopping the last.
   *
   * @throws InvalidInputException if the loss or a weight is no longer finite
   */
  public void run(Data data) {
    Optional<BestEpoch> best =
        settings.earlyStopping.map(stopping -> new BestEpoch(engine, loss, stopping, data.heldOut));
    List<Example> order = new ArrayList<>(data.training);
    boolean more = true;
    for (int epoch = 0; more && epoch < settings.epochs; epoch++) {
      trainer.epoch(epoch);
      Shuffle.of(order, seeds.generator("shuffle", epoch));
      more = epoch(order);
      if (more) {
        trainer.finish();
        watcher.epochEnd.run();
        more = !best.map(BestEpoch::exhausted).orElse(false);
      }
    }
    trainer.finish();
    best.ifPresent(BestEpoch::restore);
    if (!engine.weights().finite()) {
      throw diverged("a weight is not finite", total(order));
    }
    engine.trim();
  }

  /** Returns whether the epoch is complete. */
  private boolean epoch(List<Example> order) {
    int total = total(order);
    for (int from = 0; from < order.size(); from += settings.updateSize()) {
      if (watcher.cancelled.getAsBoolean()) {
        return false;
      }
      List<Example> batch =
          order.subList(from, Math.min(order.size(), from + settings.updateSize()));
      double rate = settings.learningRate * settings.schedule.factor(done, total);
      double loss = trainer.update(batch, rate, seeds.seed("dropout", done));
      done++;
      if (!Double.isFinite(loss)) {
        throw diverged("the loss is " + loss, total);
      }
      watcher.progress.accept(new FitProgress(done, total, loss));
    }
    return true;
  }

  private int total(List<Example> examples) {
    int perEpoch = (examples.size() + settings.updateSize() - 1) / settings.updateSize();
    return Math.multiplyExact(perEpoch, settings.epochs);
  }

  private InvalidInputException diverged(String what, int total) {
    return new InvalidInputException(
        String.format(
            Locale.ROOT,
            "training diverged: %s after update %d of %d; lower the learning rate (now %s) or check"
                + " the checkpoint",
            what,
            done,
            total,
            settings.learningRate));
  }
}
