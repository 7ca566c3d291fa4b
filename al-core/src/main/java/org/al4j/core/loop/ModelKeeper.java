package org.al4j.core.loop;

import java.util.List;
import java.util.Optional;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitProgress;
import org.jspecify.annotations.Nullable;

/**
 * Owns the models of the last trained round: one pair at a time, and the pair before while a warm
 * start needs it. Used by one thread at a time, {@link #cancel} excepted.
 */
final class ModelKeeper<A extends Annotation> implements AutoCloseable {
  private static final int NONE = -1;
  private final LoopSettings<A> settings;
  private final Seeds seeds;
  private Trainer.@Nullable Models<A> models;
  private int round = NONE; // whose models these are
  private volatile double loss = Double.NaN;
  private volatile boolean cancelled;

  ModelKeeper(LoopSettings<A> settings, Seeds seeds) {
    this.settings = settings;
    this.seeds = seeds;
  }

  /**
   * The models of the last lesson, trained now unless they are at hand; empty if it has no labels.
   * From scratch that is one fit. A warm model is what all lessons before made of it, so a resumed
   * run fits them all again, once: the same labels and seeds give the same models.
   *
   * @throws IllegalStateException if {@link #cancel} was called meanwhile
   */
  Optional<Trainer.Models<A>> after(Lessons<A> lessons) {
    int last = lessons.size() - 1;
    if (last >= 0 && lessons.round(last) != round) {
      int have = settings.training().warm() ? lessons.of(round) : last - 1;
      if (!settings.training().warm() || have < 0) {
        close(); // before the fit, so that one pair is held at a time
      }
      for (int lesson = have + 1; lesson <= last; lesson++) {
        learn(lessons, lesson);
      }
    }
    return Optional.ofNullable(models);
  }

  /** The last loss that the fit of these models reported; NaN if none. */
  double loss() {
    return loss;
  }

  /** Makes the fit under way, and every later one, end early and fail. */
  void cancel() {
    cancelled = true;
  }

  private void learn(Lessons<A> lessons, int lesson) {
    boolean onNew = settings.training().start() == Training.Start.WARM_ON_NEW && models != null;
    List<Labelled<A>> labelled = onNew ? lessons.fresh(lesson) : lessons.all(lesson);
    if (!labelled.isEmpty()) {
      replace(fit(labelled, lessons.round(lesson)));
    }
    round = lessons.round(lesson);
  }

  private Trainer.Models<A> fit(List<Labelled<A>> labelled, int now) {
    loss = Double.NaN;
    Trainer.Task<A> task =
        new Trainer.Task<>(
            labelled,
            settings.labels(),
            new Trainer.Turn(seeds, now, settings.training().rateFactor(now)),
            progress -> told(now, progress),
            () -> cancelled);
    return settings.trainer().fit(task, Optional.ofNullable(models));
  }

  private void replace(Trainer.Models<A> next) {
    if (cancelled) {
      next.close(); // it was not trained to its end
      throw new IllegalStateException("this loop was closed while a model was trained");
    }
    Trainer.Models<A> before = models;
    models = next;
    if (before != null) {
      before.close();
    }
  }

  private void told(int now, FitProgress progress) {
    loss = progress.loss();
    settings.listener().onFitProgress(now, progress);
  }

  @Override
  public void close() {
    round = NONE;
    if (models != null) {
      models.close();
      models = null;
    }
  }
}
