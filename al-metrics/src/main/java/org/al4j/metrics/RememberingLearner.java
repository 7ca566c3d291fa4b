package org.al4j.metrics;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.jspecify.annotations.Nullable;

/** A learner that remembers what its last model was trained on, for {@link CrossValidation}. */
final class RememberingLearner<M> implements Learner<ClassLabel, M> {
  /**
   * What a model was trained on.
   *
   * @param labelled ordered by id; with a warm start also what the models before it learnt
   */
  record Lesson(List<Labelled<ClassLabel>> labelled, long seed, BooleanSupplier cancelled) {}

  private final Learner<ClassLabel, M> learner;
  private final int folds;
  private WeakReference<@Nullable Object> model = new WeakReference<>(null);
  private @Nullable Lesson lesson;

  RememberingLearner(Learner<ClassLabel, M> learner, int folds) {
    this.learner = learner;
    this.folds = folds;
  }

  @Override
  public String describe() {
    return learner.describe();
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> all = new HashMap<>(learner.provenance());
    all.put("cross_validation", folds + " folds"); // the scores decide when a run stops
    return all;
  }

  @Override
  public Set<Output> offers() {
    return learner.offers();
  }

  @Override
  public boolean startsWarm() {
    return learner.startsWarm();
  }

  @Override
  public M fit(List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, M> context) {
    Map<String, Labelled<ClassLabel>> all = new TreeMap<>();
    if (context.previous().isPresent()) {
      lesson(context.previous().get())
          .labelled()
          .forEach(item -> all.put(item.instance().id(), item));
    }
    labelled.forEach(item -> all.put(item.instance().id(), item));
    M trained = learner.fit(labelled, context);
    model = new WeakReference<>(trained); // the loop frees a model before it trains the next
    lesson = new Lesson(List.copyOf(all.values()), context.seed(), context.cancelled());
    return trained;
  }

  /** What the last model was trained on; another one is refused. */
  Lesson lesson(Object of) {
    if (lesson == null || model.get() != of) {
      throw new IllegalArgumentException(
          "cross-validation knows only what its own learner trained last; give the loop"
              + " CrossValidation.learner() in place of the learner, and each loop its own");
    }
    return lesson;
  }
}
