package org.al4j.core.model.fit;

import java.util.List;
import java.util.Objects;
import org.al4j.core.model.Learner;

/**
 * A trained model and its earlier selves. All are the caller's to close.
 *
 * @param model what {@link Learner#fit} would have given
 * @param epochEnds copies at the ends of the last epochs, oldest first, the last epoch's included;
 *     fewer than asked for if there were fewer epochs, none if the fit was cancelled in the first
 * @param <M> the kind of model
 */
public record EpochModels<M>(M model, List<M> epochEnds) {
  /** Copies the list; refuses null in place of a model. */
  public EpochModels {
    Objects.requireNonNull(model, "a learner must give a model, found null");
    epochEnds = List.copyOf(epochEnds);
  }
}
