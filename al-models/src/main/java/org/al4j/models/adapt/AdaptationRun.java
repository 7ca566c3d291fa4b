package org.al4j.models.adapt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.model.FitProgress;
import org.al4j.models.internal.Shuffle;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.TokenLosses;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.Trainer;
import org.al4j.models.internal.language.LanguageTask;
import org.al4j.models.internal.language.UnlabelledTexts;
import org.al4j.models.internal.resume.Position;
import org.al4j.models.internal.resume.RunFolder;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.al4j.models.training.RateSchedule;

/**
 * Epochs of updates and a measurement after each, from wherever the last state left off. All that
 * is drawn depends on the seed, the epoch and the text's place alone, so nothing of it is kept.
 */
final class AdaptationRun {
  /** Logits of a lane at a time, some 64 MB; the targets and gradients are as many each. */
  private static final int MOST_LOGITS = 1 << 24;

  /** Tokens of a lane at a time. */
  private static final int MOST_TOKENS = 4096;

  private final Engine engine;
  private final LanguageTask task;
  private final UnlabelledTexts texts;
  private final AdaptationSettings settings;
  private final RunFolder folder;
  private final AdaptationWatcher watcher;
  private final Seeds seeds;
  private final Trainer trainer;
  private final long nanosBetweenStates;
  private Position position = Position.start();
  private long lastState = System.nanoTime();

  /** What a run works with. */
  record Parts(
      Engine engine,
      LanguageTask task,
      UnlabelledTexts texts,
      AdaptationSettings settings,
      RunFolder folder,
      Duration betweenStates) {}

  AdaptationRun(Parts parts, AdaptationWatcher watcher) {
    this.engine = parts.engine;
    this.task = parts.task;
    this.texts = parts.texts;
    this.settings = parts.settings;
    this.folder = parts.folder;
    this.watcher = watcher;
    this.seeds = new Seeds(settings.seed());
    this.nanosBetweenStates = parts.betweenStates.toNanos();
    this.trainer =
        new Trainer(
            engine,
            new Trainer.Options(Optimizer.adamW(), Layers.all(), false, 1, true, textsAtATime()));
  }

  /** So many that the arrays over all words of the vocabulary are not too large. */
  private int textsAtATime() {
    int longest = texts.training().stream().mapToInt(ids -> ids.length).max().orElse(1);
    double logits = Math.ceil(task.share() * longest) * engine.network().objective().outputs();
    double most = Math.min(MOST_LOGITS / logits, (double) MOST_TOKENS / longest);
    return engine.lanes().size() * (int) Math.max(1, most);
  }

  /** Returns whether the run is done; if not, it was cancelled, and goes on from its state. */
  boolean run() {
    folder
        .read(trainer)
        .ifPresentOrElse(
            found -> {
              position = found;
              position.measured().stream().map(AdaptationEpoch::of).forEach(watcher::epoch);
            },
            this::begin);
    while (position.epoch() < settings.epochs() && position.sinceBest() < settings.patience()) {
      if (!epoch()) {
        save();
        return false;
      }
    }
    folder.readBest(position.best().epoch(), engine.weights());
    engine.trim();
    return true;
  }

  List<AdaptationEpoch> measured() {
    return position.measured().stream().map(AdaptationEpoch::of).toList();
  }

  AdaptationEpoch best() {
    return AdaptationEpoch.of(position.best());
  }

  private void begin() {
    measured(Double.NaN);
  }

  /** Returns whether the epoch is complete. */
  private boolean epoch() {
    int epoch = position.epoch();
    trainer.epoch(epoch);
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, texts.training().size()).boxed().toList());
    Shuffle.of(order, seeds.generator("order", epoch));
    Seeds masks = new Seeds(seeds.seed("masks", epoch));
    while (position.updates() < updatesAnEpoch()) {
      if (watcher.cancelled()) {
        return false;
      }
      int from = position.updates() * settings.batch();
      List<Example> batch =
          order.subList(from, Math.min(order.size(), from + settings.batch())).stream()
              .map(i -> task.example(texts.training().get(i), masks.generator("text", i)))
              .toList();
      update(batch);
      if (System.nanoTime() - lastState >= nanosBetweenStates) {
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
    double rate = settings.rateFor(engine.network().hidden());
    double loss =
        trainer.update(
            batch, rate * RateSchedule.linear().factor(done, total), seeds.seed("dropout", done));
    if (!Double.isFinite(loss)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "training diverged: the loss is %s after update %d of %d; lower the learning rate"
                  + " (now %s)",
              loss,
              done + 1,
              total,
              rate));
    }
    position = position.afterUpdate(loss);
    watcher.update(new FitProgress(done + 1, total, loss));
  }

  private int updatesAnEpoch() {
    return (texts.training().size() + settings.batch() - 1) / settings.batch();
  }

  /** Measures, keeps the weights if they are the best so far, and saves. */
  private void measured(double trainingLoss) {
    position = position.afterEpoch(trainingLoss, heldOutLoss());
    int epoch = position.epoch();
    if (position.best().epoch() == epoch) {
      folder.writeBest(epoch, engine.weights());
    }
    save();
    watcher.epoch(AdaptationEpoch.of(position.measured().get(epoch)));
  }

  /** The same questions each time. */
  private double heldOutLoss() {
    Seeds masks = new Seeds(seeds.seed("held-out masks", 0));
    List<Example> examples =
        IntStream.range(0, texts.heldOut().size())
            .mapToObj(i -> task.example(texts.heldOut().get(i), masks.generator("text", i)))
            .toList();
    return new TokenLosses(engine)
        .mean(
            examples.stream().map(Example::sequence).toList(),
            examples.stream().map(Example::labels).toList());
  }

  private void save() {
    folder.write(position, trainer);
    lastState = System.nanoTime();
  }
}
