package org.al4j.core.query;

import java.util.Set;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;

/** Chooses what to ask. */
public interface QueryStrategy {
  /** Name and parameters, equal for equal settings: a run is resumed only with the same. */
  default String describe() {
    return getClass().isHidden() ? "custom" : getClass().getSimpleName();
  }

  /** What it reads of the model; empty if it needs no model and can so make the first query. */
  Set<Output> needs();

  /**
   * Chooses within the budget, at most all candidates. Makes at most one pass over the candidates.
   *
   * @param model offers at least {@link #needs()}; a strategy with no needs does not touch it
   */
  Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context);
}
