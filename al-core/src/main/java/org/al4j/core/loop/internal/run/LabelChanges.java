package org.al4j.core.loop.internal.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.pool.Pool;
import org.al4j.core.pool.PoolEditor;
import org.al4j.core.query.AnnotationTime;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a run and how they came about, in the order of its log: whatever is labelled,
 * changed or taken back is a change, and a model has seen the first so many of them.
 */
final class LabelChanges<A extends Annotation> {
  /**
   * What was known at some moment.
   *
   * @param changes how many changes of labels had been made
   * @param times how many times had been measured
   * @param disputed instances that wait for a person's decision
   */
  record Moment<A extends Annotation>(Pool<A> pool, int changes, int times, Set<String> disputed) {
    /** Without what is in dispute, which no query can select. */
    Pool<A> choosable() {
      return disputed.isEmpty() ? pool : pool.skip(disputed);
    }

    Lessons.Mark mark(int round) {
      return new Lessons.Mark(round, changes, pool.labelledCount());
    }
  }

  /** What tells one state of the labels from another. */
  record Counts(int labelled, int skipped, int instances, int changes) {
    /** Whether the labels are the same, of however many instances. */
    boolean hasLabelsOf(Counts other) {
      return labelled == other.labelled && skipped == other.skipped && changes == other.changes;
    }
  }

  private final List<Lessons.Change<A>> changes = new ArrayList<>();
  private final List<AnnotationTime> times = new ArrayList<>();
  private final PoolEditor<A> editor;
  private @Nullable Class<?> kind; // of annotation, once there is one

  LabelChanges(Pool<A> pool) {
    editor = pool.edit();
    for (Labelled<A> item : pool.labelled()) {
      add(item.instance(), item.annotation());
    }
  }

  PoolEditor<A> editor() {
    return editor;
  }

  List<Lessons.Change<A>> changes() {
    return changes;
  }

  /** Whether a label was taken back since there were so many changes. */
  boolean tookBackSince(int count) {
    return changes.subList(count, changes.size()).stream()
        .anyMatch(change -> change.annotation() == null);
  }

  /** See {@link RunState#refusal}. */
  Optional<String> refusal(
      LabelSpace space, Instance instance, Annotation annotation, Optional<A> beside) {
    Class<?> expected = kind == null ? beside.<Class<?>>map(Object::getClass).orElse(null) : kind;
    return expected != null && expected != annotation.getClass()
        ? Optional.of(
            "a "
                + annotation.getClass().getSimpleName()
                + " is given, and the run's annotations are of kind "
                + expected.getSimpleName())
        : space.refusal(instance, annotation);
  }

  /** An instance's label is another one now; null if it had or has none. */
  void change(Instance instance, @Nullable A before, @Nullable A after) {
    if (before == null ? after == null : before.equals(after)) {
      return;
    }
    if (after == null) {
      editor.unlabel(instance.id());
    } else if (before == null) {
      editor.label(new Labelled<>(instance, after));
    } else {
      editor.relabel(new Labelled<>(instance, after));
    }
    add(instance, after);
  }

  private void add(Instance instance, @Nullable A annotation) {
    changes.add(new Lessons.Change<>(instance, annotation));
    kind = annotation == null ? kind : annotation.getClass();
  }

  /** Somebody said it of an instance; what the first says is the run's kind of annotation. */
  void took(Instance instance, Annotation said, Optional<Duration> time) {
    kind = kind == null ? said.getClass() : kind;
    time.ifPresent(measured -> times.add(new AnnotationTime(instance, measured)));
  }

  void grow(Collection<Instance> instances) {
    editor.grow(instances);
  }

  Moment<A> now(Set<String> disputed) {
    return new Moment<>(editor.pool(), changes.size(), times.size(), Set.copyOf(disputed));
  }

  Counts counts() {
    return new Counts(
        editor.labelledCount(), editor.skippedCount(), editor.corpus().size(), changes.size());
  }

  static <A extends Annotation> Counts counts(Moment<A> moment) {
    Pool<A> pool = moment.pool();
    return new Counts(
        pool.labelledCount(), pool.skippedCount(), pool.corpus().size(), moment.changes());
  }

  List<AnnotationTime> times(Moment<A> moment) {
    return List.copyOf(times.subList(0, moment.times()));
  }
}
