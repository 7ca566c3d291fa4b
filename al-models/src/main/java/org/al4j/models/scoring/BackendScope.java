package org.al4j.models.scoring;

/** What of a model a backend computes. */
public enum BackendScope {
  /**
   * What strategies look at: {@code forward}. Predictions stay the engine's, and so do measures.
   */
  FORWARD,
  /** {@code predict} too. */
  FORWARD_AND_PREDICT
}
