package org.al4j.core.loop.internal.model;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.ObjIntConsumer;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.internal.run.Lessons;
import org.al4j.core.model.FitProgress;
import org.jspecify.annotations.Nullable;

/**
 * Owns a run's models: those of the last recorded round, which are at hand until the next round's
 * are recorded, and those, which are being made meanwhile. Trained by one thread at a time.
 */
public final class ModelKeeper<A extends Annotation> implements AutoCloseable {
  /**
   * What a round's training made; no models if it had no labels.
   *
   * @param loaded whether they were kept by an earlier process: good to look at and to use, and not
   *     to go on training from, since a learner may know its models by more than their weights
   */
  private record Made<A extends Annotation>(
      int round, int changes, @Nullable HeldModels<A> models, boolean loaded) {}

  /**
   * How models are made.
   *
   * @param warm whether each starts from the one before it
   * @param onNew whether it then learns from what was labelled since alone
   * @param rateFactor of a round's rate
   * @param progress told of a fit and its round
   */
  public record Making<A extends Annotation>(
      LearnerPair<A> trainer,
      LabelSpace labels,
      boolean warm,
      boolean onNew,
      IntToDoubleFunction rateFactor,
      ObjIntConsumer<FitProgress> progress) {}

  private final Making<A> making;
  private final Seeds seeds;
  private final @Nullable KeptModel<A> kept;
  private volatile @Nullable Made<A> current;
  private @Nullable Made<A> next; // of the round that is being trained or evaluated
  private volatile double loss = Double.NaN;
  private volatile boolean cancelled;

  public ModelKeeper(Making<A> making, Seeds seeds, @Nullable KeptModel<A> kept) {
    this.making = making;
    this.seeds = seeds;
    this.kept = kept;
  }

  /**
   * The models of the last lesson, trained now unless they are at hand or kept; empty if it has no
   * labels. From scratch that is one fit. A warm model is what all lessons before made of it, so a
   * resumed run fits them all again, once: the same labels and seeds give the same models.
   *
   * @throws IllegalStateException if {@link #cancel} was called meanwhile
   */
  public Optional<HeldModels<A>> after(Lessons<A> lessons) {
    int last = lessons.size() - 1;
    if (last < 0) {
      return Optional.empty();
    }
    dropOutdated(lessons);
    Made<A> newest = newest();
    if (newest == null) {
      newest = load(lessons);
    }
    if (newest == null || newest.round() != lessons.round(last)) {
      newest = train(lessons, newest);
    }
    return Optional.ofNullable(newest.models());
  }

  private Made<A> train(Lessons<A> lessons, @Nullable Made<A> known) {
    int last = lessons.size() - 1;
    boolean warm = making.warm();
    int lesson = warm ? 0 : last;
    Made<A> newest = new Made<>(-1, 0, null, false);
    if (warm && known != null && !known.loaded() && lessons.of(known.round()) >= 0) {
      lesson = lessons.of(known.round()) + 1;
      newest = known;
    }
    for (; lesson <= last; lesson++) {
      newest = learn(lessons, lesson, newest.models());
      replaceNext(newest);
    }
    return newest;
  }

  private @Nullable Made<A> load(Lessons<A> lessons) {
    int last = lessons.size() - 1;
    if (kept == null || lessons.count(last) == 0) {
      return null;
    }
    Optional<LearnerPair.Models<A>> found = kept.load(lessons);
    found.ifPresent(
        models ->
            replaceNext(
                new Made<>(
                    lessons.round(last), lessons.changes(last), new HeldModels<>(models), true)));
    return next;
  }

  /** Keeps the models of the last lesson, whose round is on record, for the next process. */
  public void keep(Lessons<A> lessons) {
    Made<A> made = current;
    int last = lessons.size() - 1;
    if (kept == null || made == null || made.models() == null || last < 0) {
      return;
    }
    boolean ofLesson =
        made.round() == lessons.round(last) && made.changes() == lessons.changes(last);
    if (ofLesson && lessons.count(last) > 0) {
      kept.save(lessons, made.models());
    }
  }

  /** The models of a recorded round if they are at hand. */
  public Optional<HeldModels<A>> of(int round) {
    Made<A> made = current;
    return made != null && made.round() == round
        ? Optional.ofNullable(made.models())
        : Optional.empty();
  }

  /** Lets the models made last take the place of those before: their round is on record. */
  public void settle() {
    Made<A> settled = next;
    if (settled != null) {
      Made<A> before = current;
      current = settled;
      next = null;
      drop(before, settled);
    }
  }

  /** The last loss that the fit of these models reported; NaN if none. */
  public double loss() {
    return loss;
  }

  /** Makes the fit under way, and every later one, end early and fail. */
  public void cancel() {
    cancelled = true;
  }

  /**
   * Drops models of a round that did not come to its record, if labels have changed since: they are
   * not those that the round is recorded with now. A learner that went on in the recorded round's
   * own model has spoilt that one too.
   */
  private void dropOutdated(Lessons<A> lessons) {
    Made<A> made = next;
    int lesson = made == null ? -1 : lessons.of(made.round());
    if (made == null || (lesson >= 0 && lessons.changes(lesson) == made.changes())) {
      return;
    }
    next = null;
    Made<A> recorded = current;
    drop(made, recorded);
    if (recorded != null && recorded.models() != null && recorded.models() == made.models()) {
      current = null;
      drop(recorded, null);
    }
  }

  private @Nullable Made<A> newest() {
    return next != null ? next : current;
  }

  private Made<A> learn(Lessons<A> lessons, int lesson, @Nullable HeldModels<A> before) {
    boolean onNew = making.onNew() && before != null;
    List<Labelled<A>> labelled = onNew ? lessons.fresh(lesson) : lessons.all(lesson);
    int round = lessons.round(lesson);
    if (labelled.isEmpty()) {
      return new Made<>(round, lessons.changes(lesson), before, false);
    }
    Optional<LearnerPair.Models<A>> start = Optional.ofNullable(before).map(HeldModels::models);
    LearnerPair.Models<A> fitted = fit(labelled, round, start);
    // a learner may go on in the model that it was given: it is open, and stays so
    boolean same = start.filter(fitted::equals).isPresent();
    if (!same && start.filter(fitted::shares).isPresent()) {
      throw new IllegalStateException(
          making.trainer().describe()
              + ": one of two learners returned the model that it was given; both go on in their"
              + " models, or neither");
    }
    HeldModels<A> held = same ? before : new HeldModels<>(fitted);
    return new Made<>(round, lessons.changes(lesson), held, false);
  }

  /** The models before are open until now: a warm start needs them. */
  private void replaceNext(Made<A> made) {
    Made<A> stale = next;
    next = made;
    if (stale != null && stale.models() != models(current)) {
      drop(stale, made);
    }
  }

  private static <A extends Annotation> @Nullable HeldModels<A> models(@Nullable Made<A> made) {
    return made == null ? null : made.models();
  }

  private LearnerPair.Models<A> fit(
      List<Labelled<A>> labelled, int now, Optional<LearnerPair.Models<A>> start) {
    loss = Double.NaN;
    LearnerPair.Task<A> task =
        new LearnerPair.Task<>(
            labelled,
            making.labels(),
            new LearnerPair.Turn(seeds, now, making.rateFactor().applyAsDouble(now)),
            progress -> told(now, progress),
            () -> cancelled);
    LearnerPair.Models<A> fitted = making.trainer().fit(task, start);
    if (cancelled) {
      fitted.close(); // it was not trained to its end
      throw new IllegalStateException("this loop was closed while a model was trained");
    }
    return fitted;
  }

  private void told(int now, FitProgress progress) {
    loss = progress.loss();
    making.progress().accept(progress, now);
  }

  private static <A extends Annotation> void drop(@Nullable Made<A> before, @Nullable Made<A> now) {
    HeldModels<A> models = models(before);
    if (models != null && models != models(now)) {
      models.drop();
    }
  }

  @Override
  public void close() {
    Made<A> settled = current;
    Made<A> made = next;
    current = null;
    next = null;
    try {
      drop(made, settled);
    } finally {
      drop(settled, null);
    }
  }
}
