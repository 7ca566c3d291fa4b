package org.al4j.models.distil;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.model.FitProgress;
import org.al4j.models.internal.Shuffle;
import org.al4j.models.internal.distil.DistilLoss;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Objective;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.OutputMeasure;
import org.al4j.models.internal.engine.train.Trainer;
import org.al4j.models.internal.resume.Position;
import org.al4j.models.internal.resume.RunFolder;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.al4j.models.training.RateSchedule;

/**
 * Epochs of updates and a measurement after each, from wherever the last state left off. All that
 * is drawn depends on the seed, the epoch and the update alone, so nothing of it is kept.
 */
final class DistillationRun {
  /** Numbers of logits that all lanes hold of an update at a time, some 64 MB each. */
  private static final int MOST_LOGITS = 1 << 24;

  private final Parts parts;
  private final StudentSchedule settings;
  private final DistillationWatcher watcher;
  private final Seeds seeds;
  private final Trainer trainer;
  private Position position = Position.start();
  private long lastState = System.nanoTime();

  /**
   * What a run works with.
   *
   * @param betweenStates least time from one state to the next within an epoch
   */
  record Parts(
      Engine student,
      DistilLoss loss,
      StudentTexts texts,
      RunFolder folder,
      Duration betweenStates) {}

  DistillationRun(Parts parts, StudentSchedule settings, DistillationWatcher watcher) {
    this.parts = parts;
    this.settings = settings;
    this.watcher = watcher;
    this.seeds = new Seeds(settings.seed());
    Trainer.Options options =
        new Trainer.Options(
            Optimizer.adamW(), Layers.all(), false, 1, settings.dropout(), textsAtATime());
    this.trainer = new Trainer(parts.student, options, parts.loss);
  }

  /** So many that the arrays over all words of a vocabulary are not too large. */
  private int textsAtATime() {
    Objective objective = parts.student.network().objective();
    int longest =
        parts.texts.read().training().stream().mapToInt(ids -> ids.length).max().orElse(1);
    long logits = (objective.perToken() ? (long) longest : 1) * Math.max(1, objective.outputs());
    return parts.student.lanes().size() * (int) Math.max(1, MOST_LOGITS / logits);
  }

  /** Returns whether the run is done; if not, it was cancelled, and goes on from its state. */
  boolean run() {
    parts
        .folder
        .read(trainer)
        .ifPresentOrElse(
            found -> {
              position = found;
              measured().forEach(watcher::epoch);
            },
            () -> measured(Double.NaN));
    while (position.epoch() < settings.epochs() && position.sinceBest() < settings.patience()) {
      if (!epoch()) {
        save();
        return false;
      }
    }
    parts.folder.readBest(position.best().epoch(), parts.student.weights());
    return true;
  }

  List<DistillationEpoch> measured() {
    return position.measured().stream().map(DistillationEpoch::of).toList();
  }

  DistillationEpoch best() {
    return DistillationEpoch.of(position.best());
  }

  /** Returns whether the epoch is complete. */
  private boolean epoch() {
    trainer.epoch(position.epoch());
    List<Integer> order = new ArrayList<>(IntStream.range(0, parts.texts.size()).boxed().toList());
    Shuffle.of(order, seeds.generator("order", position.epoch()));
    Seeds drawn = new Seeds(seeds.seed("masks", position.epoch()));
    while (position.updates() < updatesAnEpoch()) {
      if (watcher.cancelled()) {
        return false;
      }
      int from = position.updates() * settings.batch();
      update(
          order.subList(from, Math.min(order.size(), from + settings.batch())).stream()
              .map(i -> parts.texts.training(i, drawn))
              .toList());
      if (System.nanoTime() - lastState >= parts.betweenStates.toNanos()) {
        save();
      }
    }
    trainer.finish();
    measured(position.meanLoss());
    return true;
  }

  private void update(List<Example> batch) {
    int total = Math.multiplyExact(updatesAnEpoch(), settings.epochs());
    int done = position.epoch() * updatesAnEpoch() + position.updates();
    double rate = settings.learningRate() * RateSchedule.linear().factor(done, total);
    double loss = trainer.update(batch, rate, seeds.seed("dropout", done));
    if (!Double.isFinite(loss)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "training diverged: the loss is %s after update %d of %d; lower the learning rate"
                  + " (now %s)",
              loss,
              done + 1,
              total,
              settings.learningRate()));
    }
    position = position.afterUpdate(loss);
    watcher.update(new FitProgress(done + 1, total, loss));
  }

  private int updatesAnEpoch() {
    return (parts.texts.size() + settings.batch() - 1) / settings.batch();
  }

  /** Measures, keeps the weights if they are the best so far, and saves. */
  private void measured(double trainingLoss) {
    int batch = Math.min(settings.batch(), textsAtATime());
    double heldOut =
        new OutputMeasure(parts.student, parts.loss).of(parts.texts.heldOut(seeds), batch);
    parts.loss.forget();
    position = position.afterEpoch(trainingLoss, heldOut);
    int epoch = position.epoch();
    if (position.best().epoch() == epoch) {
      parts.folder.writeBest(epoch, parts.student.weights());
    }
    save();
    watcher.epoch(DistillationEpoch.of(position.measured().get(epoch)));
  }

  private void save() {
    parts.folder.write(position, trainer);
    lastState = System.nanoTime();
  }
}
