package org.al4j.metrics;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.fit.EpochLearner;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.core.model.fit.ForwardingLearner;
import org.al4j.core.model.fit.SoftLearner;
import org.jspecify.annotations.Nullable;

/**
 * A learner that remembers what its last model was trained on, for {@link CrossValidation}. What
 * was trained on soft labels is not remembered: its folds could not be trained alike.
 */
class RememberingLearner<A extends Annotation, M> extends ForwardingLearner<A, M, M> {
  /**
   * What a model was trained on.
   *
   * @param labelled ordered by id; with a warm start also what the models before it learnt
   */
  record Lesson<A extends Annotation>(
      List<Labelled<A>> labelled, long seed, BooleanSupplier cancelled) {}

  private final int folds;
  private WeakReference<@Nullable Object> model = new WeakReference<>(null);
  private @Nullable Lesson<A> lesson;

  private RememberingLearner(Learner<A, M> learner, int folds) {
    super(learner);
    this.folds = folds;
  }

  /** A learner that does what {@code learner} does. */
  static <A extends Annotation, M> RememberingLearner<A, M> of(Learner<A, M> learner, int folds) {
    boolean soft = learner instanceof SoftLearner;
    boolean epochs = learner instanceof EpochLearner;
    if (soft && epochs) {
      return new OfBoth<>(learner, folds);
    }
    if (epochs) {
      return new OfEpochs<>(learner, folds);
    }
    return soft ? new OfSoft<>(learner, folds) : new RememberingLearner<>(learner, folds);
  }

  @Override
  protected M wrap(M trained) {
    return trained;
  }

  @Override
  protected M unwrap(M trained) {
    return trained;
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> all = new HashMap<>(super.provenance());
    all.put("cross_validation", folds + " folds"); // the scores decide when a run stops
    return all;
  }

  @Override
  public M fit(List<Labelled<A>> labelled, FitContext<A, M> context) {
    List<Labelled<A>> all = all(labelled, context);
    M trained = super.fit(labelled, context);
    remember(trained, all, context);
    return trained;
  }

  final EpochModels<M> keeping(List<Labelled<A>> labelled, FitContext<A, M> context, int last) {
    List<Labelled<A>> all = all(labelled, context);
    EpochModels<M> trained = forwardKeeping(labelled, context, last);
    remember(trained.model(), all, context);
    return trained;
  }

  /** With a warm start also what the models before learnt. */
  private List<Labelled<A>> all(List<Labelled<A>> labelled, FitContext<A, M> context) {
    Map<String, Labelled<A>> all = new TreeMap<>();
    context
        .previous()
        .ifPresent(
            before ->
                lesson(before).labelled().forEach(item -> all.put(item.instance().id(), item)));
    labelled.forEach(item -> all.put(item.instance().id(), item));
    return List.copyOf(all.values());
  }

  private void remember(M trained, List<Labelled<A>> all, FitContext<A, M> context) {
    model = new WeakReference<>(trained); // the loop frees a model before it trains the next
    lesson = new Lesson<>(all, context.seed(), context.cancelled());
  }

  /** What the last model was trained on; another one is refused. */
  Lesson<A> lesson(Object of) {
    if (lesson == null || model.get() != of) {
      throw new IllegalArgumentException(
          "cross-validation knows only what its own learner trained last; give the loop"
              + " CrossValidation.learner() in place of the learner, and each loop its own");
    }
    return lesson;
  }

  private static final class OfSoft<A extends Annotation, M> extends RememberingLearner<A, M>
      implements SoftLearner<A, M> {
    OfSoft(Learner<A, M> learner, int folds) {
      super(learner, folds);
    }

    @Override
    public M fitSoft(List<SoftLabelled<A>> examples, FitContext<A, M> context) {
      return forwardSoft(examples, context);
    }
  }

  private static final class OfEpochs<A extends Annotation, M> extends RememberingLearner<A, M>
      implements EpochLearner<A, M> {
    OfEpochs(Learner<A, M> learner, int folds) {
      super(learner, folds);
    }

    @Override
    public EpochModels<M> fitKeeping(
        List<Labelled<A>> labelled, FitContext<A, M> context, int last) {
      return keeping(labelled, context, last);
    }
  }

  private static final class OfBoth<A extends Annotation, M> extends RememberingLearner<A, M>
      implements SoftLearner<A, M>, EpochLearner<A, M> {
    OfBoth(Learner<A, M> learner, int folds) {
      super(learner, folds);
    }

    @Override
    public M fitSoft(List<SoftLabelled<A>> examples, FitContext<A, M> context) {
      return forwardSoft(examples, context);
    }

    @Override
    public EpochModels<M> fitKeeping(
        List<Labelled<A>> labelled, FitContext<A, M> context, int last) {
      return keeping(labelled, context, last);
    }
  }
}
