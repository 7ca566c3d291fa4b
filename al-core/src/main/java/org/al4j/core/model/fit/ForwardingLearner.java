package org.al4j.core.model.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;

/**
 * A learner around another one; everything is the other's unless it is overridden. Extend it to
 * change a learner's models, {@link #wrap}, or to watch its fits.
 *
 * <p>What a learner can do besides shows in the interfaces it implements, so a wrapper must
 * implement {@link SoftLearner} and {@link EpochLearner} exactly if the learner behind does: have a
 * subclass for each case, which calls {@link #forwardSoft} and {@link #forwardKeeping}.
 *
 * @param <A> the kind of annotation it learns from
 * @param <M> the kind of model of the learner behind
 * @param <N> the kind of model it makes
 */
public abstract class ForwardingLearner<A extends Annotation, M, N> implements Learner<A, N> {
  private final Learner<A, M> learner;

  /**
   * A wrapper.
   *
   * @param learner the learner behind, closed with this one
   */
  protected ForwardingLearner(Learner<A, M> learner) {
    this.learner = Objects.requireNonNull(learner, "learner");
  }

  /** The learner behind. */
  public final Learner<A, M> learner() {
    return learner;
  }

  /** Makes a model of this learner from one of the learner behind, whose owner it becomes. */
  protected abstract N wrap(M model);

  /** The model of the learner behind that a model of this learner was made from. */
  protected abstract M unwrap(N model);

  @Override
  public String describe() {
    return learner.describe();
  }

  /**
   * Those of the learner behind; none where a subclass describes itself otherwise, since it has
   * settings of its own then: override this to give them too.
   */
  @Override
  public Map<String, String> settings() {
    try {
      Class<?> describing = getClass().getMethod("describe").getDeclaringClass();
      return describing == ForwardingLearner.class ? learner.settings() : Map.of();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every learner has describe()", e);
    }
  }

  @Override
  public Map<String, String> provenance() {
    return learner.provenance();
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
  public boolean computesInJava() {
    return learner.computesInJava();
  }

  @Override
  public Optional<AcquisitionModel> view() {
    return learner.view();
  }

  @Override
  public N fit(List<Labelled<A>> labelled, FitContext<A, N> context) {
    return wrapOrClose(Fits.fit(learner, labelled, inner(context)));
  }

  @Override
  public void close() {
    learner.close();
  }

  /** {@link SoftLearner#fitSoft} of the learner behind, which must be one. */
  protected final N forwardSoft(List<SoftLabelled<A>> examples, FitContext<A, N> context) {
    SoftLearner<A, M> soft = (SoftLearner<A, M>) learner;
    return wrapOrClose(Fits.fitSoft(soft, examples, inner(context)));
  }

  /** {@link EpochLearner#fitKeeping} of the learner behind, which must be one. */
  protected final EpochModels<N> forwardKeeping(
      List<Labelled<A>> labelled, FitContext<A, N> context, int last) {
    EpochLearner<A, M> epochs = (EpochLearner<A, M>) learner;
    EpochModels<M> models = Fits.fitKeeping(epochs, labelled, inner(context), last);
    List<Object> open = new ArrayList<>(models.epochEnds());
    open.add(models.model());
    try {
      List<N> ends = new ArrayList<>();
      for (M end : models.epochEnds()) {
        ends.add(wrap(end));
      }
      return new EpochModels<>(wrap(models.model()), ends);
    } catch (RuntimeException | Error e) {
      open.forEach(model -> close(model, e));
      throw e;
    }
  }

  private FitContext<A, M> inner(FitContext<A, N> context) {
    return context.withPrevious(context.previous().map(this::unwrap));
  }

  private N wrapOrClose(M model) {
    try {
      return wrap(model);
    } catch (RuntimeException | Error e) {
      close(model, e);
      throw e;
    }
  }

  private static void close(Object model, Throwable failure) {
    if (model instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        failure.addSuppressed(e);
      }
    }
  }
}
