package org.al4j.study.share;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.fit.EpochLearner;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.core.model.fit.ForwardingLearner;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.jspecify.annotations.Nullable;

/**
 * A learner that trains the first model of a seed once for all strategies. They start from the same
 * seed and the same initial texts, and a learner gives equal models for equal arguments, so the
 * runs are the same as without sharing. Only fits on the initial texts are shared; of those, the
 * last is kept. Fits on soft labels and those that keep epochs are not.
 *
 * @param <A> the kind of annotation
 * @param <M> the models of the learner behind it
 */
public class SharedFirstFit<A extends Annotation, M extends ActiveModel<A>>
    extends ForwardingLearner<A, M, ActiveModel<A>> implements TextReader {
  private record Key<A extends Annotation>(long seed, List<Labelled<A>> labelled) {}

  private final Predicate<List<Labelled<A>>> initial;
  private @Nullable Key<A> key;
  private @Nullable Shared<A> kept;

  /** Read by who notes a query, on another thread. */
  private volatile @Nullable ActiveModel<A> latest;

  SharedFirstFit(Learner<A, M> learner, Predicate<List<Labelled<A>>> initial) {
    super(learner);
    this.initial = initial;
  }

  /**
   * Shares fits; takes soft labels and keeps epochs if the learner does.
   *
   * @param learner not closed by this
   * @param initial whether labelled texts are those of a shared fit
   */
  public static <A extends Annotation, M extends ActiveModel<A>> SharedFirstFit<A, M> of(
      Learner<A, M> learner, Predicate<List<Labelled<A>>> initial) {
    boolean soft = learner instanceof SoftLearner;
    boolean epochs = learner instanceof EpochLearner;
    if (soft && epochs) {
      return new OfBoth<>(learner, initial);
    }
    if (epochs) {
      return new OfEpochs<>(learner, initial);
    }
    return soft ? new OfSoft<>(learner, initial) : new SharedFirstFit<>(learner, initial);
  }

  /** The same where a shared fit has so many texts. */
  public static <A extends Annotation, M extends ActiveModel<A>> SharedFirstFit<A, M> of(
      Learner<A, M> learner, int initial) {
    return of(learner, labelled -> labelled.size() == initial);
  }

  @Override
  public TextsRead textsRead() {
    return TextReader.of(learner());
  }

  @Override
  public ActiveModel<A> fit(List<Labelled<A>> labelled, FitContext<A, ActiveModel<A>> context) {
    ActiveModel<A> model = fitOrShare(labelled, context);
    latest = model;
    return model;
  }

  /** The model of the last fit, until its run closes it; empty before the first. */
  public Optional<ActiveModel<A>> latest() {
    return Optional.ofNullable(latest);
  }

  private ActiveModel<A> fitOrShare(
      List<Labelled<A>> labelled, FitContext<A, ActiveModel<A>> context) {
    if (!initial.test(labelled) || context.previous().isPresent()) {
      return super.fit(labelled, context);
    }
    Key<A> wanted = new Key<>(context.seed(), List.copyOf(labelled));
    Shared<A> shared = kept;
    if (shared == null || !wanted.equals(key)) {
      close();
      shared = new Shared<>(super.fit(labelled, context));
      kept = shared;
      key = wanted;
    }
    return SharedModel.of(shared);
  }

  @Override
  protected ActiveModel<A> wrap(M model) {
    return model;
  }

  @Override
  @SuppressWarnings("unchecked") // a previous model was made here, by the learner behind
  protected M unwrap(ActiveModel<A> previous) {
    return (M) (previous instanceof SharedModel<A> shared ? shared.model() : previous);
  }

  /** Lets go of the kept model; it is freed when the last run that uses it lets go too. */
  @Override
  public void close() {
    if (kept != null) {
      kept.release();
      kept = null;
    }
  }

  private static final class OfSoft<A extends Annotation, M extends ActiveModel<A>>
      extends SharedFirstFit<A, M> implements SoftLearner<A, ActiveModel<A>> {
    OfSoft(Learner<A, M> learner, Predicate<List<Labelled<A>>> initial) {
      super(learner, initial);
    }

    @Override
    public ActiveModel<A> fitSoft(
        List<SoftLabelled<A>> examples, FitContext<A, ActiveModel<A>> context) {
      return forwardSoft(examples, context);
    }
  }

  private static class OfEpochs<A extends Annotation, M extends ActiveModel<A>>
      extends SharedFirstFit<A, M> implements EpochLearner<A, ActiveModel<A>> {
    OfEpochs(Learner<A, M> learner, Predicate<List<Labelled<A>>> initial) {
      super(learner, initial);
    }

    @Override
    public EpochModels<ActiveModel<A>> fitKeeping(
        List<Labelled<A>> labelled, FitContext<A, ActiveModel<A>> context, int last) {
      return forwardKeeping(labelled, context, last);
    }
  }

  private static final class OfBoth<A extends Annotation, M extends ActiveModel<A>>
      extends OfEpochs<A, M> implements SoftLearner<A, ActiveModel<A>> {
    OfBoth(Learner<A, M> learner, Predicate<List<Labelled<A>>> initial) {
      super(learner, initial);
    }

    @Override
    public ActiveModel<A> fitSoft(
        List<SoftLabelled<A>> examples, FitContext<A, ActiveModel<A>> context) {
      return forwardSoft(examples, context);
    }
  }
}
