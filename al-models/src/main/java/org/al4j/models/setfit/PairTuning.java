package org.al4j.models.setfit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.model.FitProgress;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.Trainer;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.al4j.models.training.RateSchedule;

/** Epochs of pairs. A text that is in several pairs of a batch passes the encoder once. */
final class PairTuning {
  private final SetFitOptions options;
  private final Engine engine;
  private final CosineLoss loss;
  private final Trainer trainer;
  private final Watch watch;

  /** Who looks on, and the seed. */
  record Watch(Consumer<FitProgress> progress, BooleanSupplier cancelled, long seed) {}

  PairTuning(Engine engine, SetFitOptions options, Watch watch) {
    this.engine = engine;
    this.options = options;
    this.watch = watch;
    this.loss = new CosineLoss(Ports.hidden(engine.network().layers()));
    this.trainer =
        new Trainer(
            engine,
            new Trainer.Options(Optimizer.adamW(), Layers.all(), false, 1, true, Integer.MAX_VALUE),
            loss);
  }

  /**
   * Tunes the encoder; where no two texts are of one class, or none of two, there is nothing to
   * contrast, and it stays as it is.
   *
   * @param classes the class of each text
   */
  void run(List<Sequence> texts, int[] classes) {
    Pairs pairs = new Pairs(classes);
    if (pairs.same() == 0 || pairs.different() == 0) {
      return;
    }
    Seeds seeds = new Seeds(watch.seed);
    int count = pairs.count(options.sampling(), options.pairs());
    int perEpoch = (count + options.batch() - 1) / options.batch();
    int total = Math.multiplyExact(perEpoch, options.epochs());
    int done = 0;
    for (int epoch = 0; epoch < options.epochs(); epoch++) {
      List<Pair> drawn = pairs.draw(options.sampling(), count, seeds.generator("pairs", epoch));
      for (int from = 0; from < count && !watch.cancelled.getAsBoolean(); ) {
        int to = Math.min(count, from + options.batch());
        double rate = options.learningRate() * RateSchedule.linear().factor(done, total);
        double error = update(drawn.subList(from, to), texts, rate, seeds.seed("dropout", done));
        done++;
        requireFinite(error, done, total);
        watch.progress.accept(new FitProgress(done, total, error));
        from = to;
      }
    }
    trainer.finish();
    if (!engine.weights().finite()) {
      requireFinite(Double.NaN, done, total);
    }
    engine.trim();
  }

  private double update(List<Pair> batch, List<Sequence> texts, double rate, long seed) {
    Map<Integer, Integer> places = new LinkedHashMap<>();
    List<Pair> within = new ArrayList<>();
    for (Pair pair : batch) {
      places.putIfAbsent(pair.first(), places.size());
      places.putIfAbsent(pair.second(), places.size());
      within.add(
          new Pair(
              places.getOrDefault(pair.first(), -1),
              places.getOrDefault(pair.second(), -1),
              pair.same()));
    }
    loss.next(within);
    List<Example> examples =
        places.keySet().stream().map(i -> new Example(texts.get(i), new float[0], 1)).toList();
    return trainer.update(examples, rate, seed);
  }

  private void requireFinite(double error, int done, int total) {
    if (!Double.isFinite(error)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "training diverged: the loss is %s after update %d of %d; lower the learning rate"
                  + " (now %s) or check the checkpoint",
              error,
              done,
              total,
              options.learningRate()));
    }
  }
}
