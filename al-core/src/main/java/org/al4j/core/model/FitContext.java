package org.al4j.core.model;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;

/**
 * What a learner is told besides the labelled instances.
 *
 * @param labels the label space; some of its classes may have no example
 * @param seed the only source of randomness of the fit
 * @param previous the model of the round before, for warm starts; empty when training from scratch.
 *     It is open during the fit and closed by its owner afterwards: the new model must share
 *     nothing with it that closing frees
 * @param validation held-out labelled instances, possibly none
 * @param progress told after updates
 * @param cancelled asked between updates; when true the fit stops early with a usable model
 * @param rateFactor what the learner's rate is multiplied with, in (0, 1]; below 1 in later rounds
 *     of a warm training whose rate falls
 */
public record FitContext<A extends Annotation, M>(
    LabelSpace labels,
    long seed,
    Optional<M> previous,
    List<Labelled<A>> validation,
    Consumer<FitProgress> progress,
    BooleanSupplier cancelled,
    double rateFactor) {

  /** Copies the validation list; refuses a factor outside (0, 1]. */
  public FitContext {
    validation = List.copyOf(validation);
    if (!(rateFactor > 0 && rateFactor <= 1)) {
      throw new IllegalArgumentException("a rate factor must lie in (0, 1], found " + rateFactor);
    }
  }

  /** With the learner's own rate. */
  public FitContext(
      LabelSpace labels,
      long seed,
      Optional<M> previous,
      List<Labelled<A>> validation,
      Consumer<FitProgress> progress,
      BooleanSupplier cancelled) {
    this(labels, seed, previous, validation, progress, cancelled, 1);
  }

  /** From scratch, without validation data, uninterrupted. */
  public static <A extends Annotation, M> FitContext<A, M> of(LabelSpace labels, long seed) {
    return new FitContext<>(labels, seed, Optional.empty(), List.of(), step -> {}, () -> false);
  }

  /** The same for a learner of other models, which starts from {@code model}. */
  public <N> FitContext<A, N> withPrevious(Optional<N> model) {
    return new FitContext<>(labels, seed, model, validation, progress, cancelled, rateFactor);
  }

  /** The same with another rate factor. */
  public FitContext<A, M> withRateFactor(double factor) {
    return new FitContext<>(labels, seed, previous, validation, progress, cancelled, factor);
  }
}
