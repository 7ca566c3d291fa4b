package org.al4j.models.adapt;

import org.al4j.models.internal.resume.Position;

/**
 * A measurement.
 *
 * @param epoch the epoch that is complete, from 1; 0 before training
 * @param trainingLoss mean over the epoch's updates of the loss with dropout, nats a token that was
 *     asked for; NaN of epoch 0
 * @param heldOutLoss mean of {@code -ln p} over the held-out tokens that are asked for, the same
 *     ones each time, without dropout
 */
public record AdaptationEpoch(int epoch, double trainingLoss, double heldOutLoss) {
  /** {@code e} to the held-out loss: among how many words the model wavers; smaller is better. */
  public double perplexity() {
    return Math.exp(heldOutLoss);
  }

  static AdaptationEpoch of(Position.Measured one) {
    return new AdaptationEpoch(one.epoch(), one.trainingLoss(), one.heldOutLoss());
  }
}
