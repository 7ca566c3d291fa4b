package org.al4j.models.distil;

import org.al4j.core.model.FitProgress;

/** Who looks on while a student is taught; every method may be left as it is. */
public interface DistillationWatcher {
  /** Somebody who does not look. */
  DistillationWatcher NONE = new DistillationWatcher() {};

  /** Something worth knowing of the run, in a line: texts left out or cut. */
  default void note(String line) {}

  /** An update is done; the loss is the weighted sum of the batch's losses. */
  default void update(FitProgress progress) {}

  /** The held-out texts were measured: before the first update (epoch 0), and after each epoch. */
  default void epoch(DistillationEpoch epoch) {}

  /** Asked before each update: true keeps the state on the disk and ends the run. */
  default boolean cancelled() {
    return false;
  }
}
