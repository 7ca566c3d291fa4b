package org.al4j.models.adapt;

import java.util.List;

/**
 * What adapting a checkpoint gave.
 *
 * @param epochs the measurements, that before training first
 * @param best the one whose weights were saved, that of the lowest held-out loss, the first of
 *     equals; where no epoch was better than the checkpoint, its own
 * @param trainingTexts texts learnt from
 * @param heldOutTexts texts measured on
 */
public record AdaptationResult(
    List<AdaptationEpoch> epochs, AdaptationEpoch best, int trainingTexts, int heldOutTexts) {
  /** Copies the list. */
  public AdaptationResult {
    epochs = List.copyOf(epochs);
  }

  /** The checkpoint as it was. */
  public AdaptationEpoch before() {
    return epochs.get(0);
  }
}
