package org.al4j.examples.study;

import java.util.List;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.EpochLearner;
import org.al4j.core.model.EpochModels;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.ForwardingLearner;
import org.al4j.core.model.Learner;
import org.al4j.core.model.SoftLearner;
import org.al4j.models.tokenize.TextReader;
import org.al4j.models.tokenize.TextsRead;
import org.jspecify.annotations.Nullable;

/**
 * A learner that trains the first model of a seed once for all strategies. They start from the same
 * seed and the same initial texts, and a learner gives equal models for equal arguments, so the
 * runs are the same as without sharing. Only fits on exactly the initial number of texts are
 * shared; of those, the last is kept. Fits on soft labels and those that keep epochs are not.
 *
 * @param <M> the models of the learner behind it
 */
public class SharedFirstFit<M extends ActiveModel<ClassLabel>>
    extends ForwardingLearner<ClassLabel, M, ActiveModel<ClassLabel>> implements TextReader {
  private record Key(long seed, List<Labelled<ClassLabel>> labelled) {}

  private final int initial;
  private @Nullable Key key;
  private @Nullable Shared kept;
  private volatile @Nullable ActiveModel<ClassLabel> latest; // read by who notes a query, on another thread

  SharedFirstFit(Learner<ClassLabel, M> learner, int initial) {
    super(learner);
    this.initial = initial;
  }

  /**
   * Shares fits; takes soft labels and keeps epochs if the learner does.
   *
   * @param learner not closed by this
   * @param initial how many labelled texts a shared fit has
   */
  public static <M extends ActiveModel<ClassLabel>> SharedFirstFit<M> of(
      Learner<ClassLabel, M> learner, int initial) {
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

  @Override
  public TextsRead textsRead() {
    return TextReader.of(learner());
  }

  @Override
  public ActiveModel<ClassLabel> fit(
      List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, ActiveModel<ClassLabel>> context) {
    ActiveModel<ClassLabel> model = fitOrShare(labelled, context);
    latest = model;
    return model;
  }

  /** The model of the last fit, until its run closes it; empty before the first. */
  Optional<ActiveModel<ClassLabel>> latest() {
    return Optional.ofNullable(latest);
  }

  private ActiveModel<ClassLabel> fitOrShare(
      List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, ActiveModel<ClassLabel>> context) {
    if (labelled.size() != initial || context.previous().isPresent()) {
      return super.fit(labelled, context);
    }
    Key wanted = new Key(context.seed(), List.copyOf(labelled));
    Shared shared = kept;
    if (shared == null || !wanted.equals(key)) {
      close();
      shared = new Shared(super.fit(labelled, context));
      kept = shared;
      key = wanted;
    }
    return SharedModel.of(shared);
  }

  @Override
  protected ActiveModel<ClassLabel> wrap(M model) {
    return model;
  }

  @Override
  @SuppressWarnings("unchecked") // a previous model was made here, by the learner behind
  protected M unwrap(ActiveModel<ClassLabel> previous) {
    return (M) (previous instanceof SharedModel shared ? shared.model() : previous);
  }

  /** Lets go of the kept model; it is freed when the last run that uses it lets go too. */
  @Override
  public void close() {
    if (kept != null) {
      kept.release();
      kept = null;
    }
  }

  private static final class OfSoft<M extends ActiveModel<ClassLabel>> extends SharedFirstFit<M>
      implements SoftLearner<ClassLabel, ActiveModel<ClassLabel>> {
    OfSoft(Learner<ClassLabel, M> learner, int initial) {
      super(learner, initial);
    }

    @Override
    public ActiveModel<ClassLabel> fitSoft(
        List<SoftLabelled<ClassLabel>> examples, FitContext<ClassLabel, ActiveModel<ClassLabel>> context) {
      return forwardSoft(examples, context);
    }
  }

  private static class OfEpochs<M extends ActiveModel<ClassLabel>> extends SharedFirstFit<M>
      implements EpochLearner<ClassLabel, ActiveModel<ClassLabel>> {
    OfEpochs(Learner<ClassLabel, M> learner, int initial) {
      super(learner, initial);
    }

    @Override
    public EpochModels<ActiveModel<ClassLabel>> fitKeeping(
        List<Labelled<ClassLabel>> labelled,
        FitContext<ClassLabel, ActiveModel<ClassLabel>> context,
        int last) {
      return forwardKeeping(labelled, context, last);
    }
  }

  private static final class OfBoth<M extends ActiveModel<ClassLabel>> extends OfEpochs<M>
      implements SoftLearner<ClassLabel, ActiveModel<ClassLabel>> {
    OfBoth(Learner<ClassLabel, M> learner, int initial) {
      super(learner, initial);
    }

    @Override
    public ActiveModel<ClassLabel> fitSoft(
        List<SoftLabelled<ClassLabel>> examples, FitContext<ClassLabel, ActiveModel<ClassLabel>> context) {
      return forwardSoft(examples, context);
    }
  }
}
