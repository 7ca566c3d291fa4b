package org.al4j.models.scoring;

/**
 * Computes transformers' outputs in place of the engine, where nothing is trained: logits,
 * probabilities and embeddings. Dropout passes, gradients and predictions stay the engine's.
 */
public interface ScoringBackend {
  /** One line for settings and logs, which says what makes its numbers others than the engine's. */
  String describe();

  /**
   * Opens a model; the caller closes it.
   *
   * @throws org.al4j.core.InvalidInputException if it cannot be computed here
   */
  SequenceScorer open(ScoredModel model);
}
