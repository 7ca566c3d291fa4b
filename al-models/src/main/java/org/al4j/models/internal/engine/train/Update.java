package org.al4j.models.internal.engine.train;

/**
 * One update of all parameters.
 *
 * @param rate the schedule's learning rate
 * @param scale what clipping multiplies the gradients by
 * @param decay weight decay of weights and embeddings
 * @param decayAll whether biases and layer-norm weights decay too
 */
record Update(double rate, float scale, double decay, boolean decayAll) {
  /**
   * How far the update of one tensor goes.
   *
   * @param rate the schedule's learning rate
   * @param share what the tensor's layer takes of it
   * @param decay weight decay, 0 where none applies
   * @param scale what clipping multiplies the gradient by
   */
  record Step(double rate, double share, double decay, float scale) {}

  /** The step of a tensor whose layer takes {@code share} of the rate. */
  Step step(double share, boolean decays) {
    return new Step(rate, share, decays || decayAll ? decay : 0, scale);
  }
}
