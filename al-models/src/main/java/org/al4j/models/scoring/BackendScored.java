package org.al4j.models.scoring;

/** A transformer, or a learner of such, whose outputs a backend may compute. */
public interface BackendScored {
  /**
   * Lets a backend compute what needs no training pass and no dropout: logits, probabilities and
   * embeddings. Dropout passes and gradients stay the engine's. Of a learner: of the models that it
   * makes from now on. Call it before the first use; a run's settings name the backend.
   */
  void scoreWith(ScoringBackend backend, BackendScope scope);
}
