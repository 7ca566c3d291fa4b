package org.al4j.models.adapt;

import org.al4j.core.model.FitProgress;

/** Who looks on while a checkpoint is adapted; every method may be left as it is. */
public interface AdaptationWatcher {
  /** Somebody who does not look. */
  AdaptationWatcher NONE = new AdaptationWatcher() {};

  /** Something worth knowing of the run, in a line: texts left out, a head that was drawn. */
  default void note(String line) {}

  /** An update is done; the loss is the batch's, in nats a token. */
  default void update(FitProgress progress) {}

  /** The held-out texts were measured: before the first update (epoch 0), and after each epoch. */
  default void epoch(AdaptationEpoch epoch) {}

  /** Asked before each update: true keeps the state on the disk and ends the run. */
  default boolean cancelled() {
    return false;
  }
}
