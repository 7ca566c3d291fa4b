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
 * @param previous the model of the round before, for warm starts; empty when training from scratch
 * @param validation held-out labelled instances, possibly none
 * @param progress told after updates
 * @param cancelled asked between updates; when true the fit stops early with a usable model
 */
public record FitContext<A extends Annotation, M>(
    LabelSpace labels,
    long seed,
    Optional<M> previous,
    List<Labelled<A>> validation,
    Consumer<FitProgress> progress,
    BooleanSupplier cancelled) {

  /** Copies the validation list. */
  public FitContext {
    validation = List.copyOf(validation);
  }

  /** From scratch, without validation data, uninterrupted. */
  public static <A extends Annotation, M> FitContext<A, M> of(LabelSpace labels, long seed) {
    return new FitContext<>(labels, seed, Optional.empty(), List.of(), step -> {}, () -> false);
  }
}
