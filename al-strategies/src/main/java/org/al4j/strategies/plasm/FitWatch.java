package org.al4j.strategies.plasm;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FitProgress;

/** Who is told of the fits of teacher and successor, one after the other, and can end them. */
record FitWatch(Consumer<FitProgress> progress, BooleanSupplier cancelled) {
  static final FitWatch NOBODY = new FitWatch(step -> {}, () -> false);

  /** From scratch, without validation data. */
  <A extends Annotation, M> FitContext<A, M> context(LabelSpace labels, long seed) {
    return new FitContext<>(labels, seed, Optional.empty(), List.of(), progress, cancelled);
  }
}
