package org.al4j.models.distil;

import org.al4j.models.internal.resume.Position;

/**
 * A measurement.
 *
 * @param epoch the epoch that is complete, from 1; 0 before training
 * @param trainingLoss mean over the epoch's updates of the weighted sum of the losses; NaN of epoch
 *     0
 * @param heldOutLoss the same sum on the held-out texts, without dropout
 */
public record DistillationEpoch(int epoch, double trainingLoss, double heldOutLoss) {
  static DistillationEpoch of(Position.Measured one) {
    return new DistillationEpoch(one.epoch(), one.trainingLoss(), one.heldOutLoss());
  }
}
