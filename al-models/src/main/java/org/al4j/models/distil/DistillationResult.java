package org.al4j.models.distil;

import java.util.List;

/**
 * What teaching a student gave.
 *
 * @param layers the teacher's layers that it began with, from 0
 * @param epochs the measurements, that before training first
 * @param best the one whose weights were saved, that of the lowest held-out loss, the first of
 *     equals
 * @param trainingTexts texts learnt from
 * @param heldOutTexts texts measured on
 */
public record DistillationResult(
    List<Integer> layers,
    List<DistillationEpoch> epochs,
    DistillationEpoch best,
    int trainingTexts,
    int heldOutTexts) {
  /** Copies the lists. */
  public DistillationResult {
    layers = List.copyOf(layers);
    epochs = List.copyOf(epochs);
  }

  /** The layers as they were taken. */
  public DistillationEpoch before() {
    return epochs.get(0);
  }
}
