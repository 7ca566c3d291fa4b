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
  /** The step of a tensor whose layer takes {@code share} of the rate. */
  TensorState.Step step(double share, boolean decays) {
    return new TensorState.Step(rate, share, decays || decayAll ? decay : 0, scale);
  }
}
