package org.al4j.models.internal.engine.run;

import org.al4j.models.kind.ProblemType;

/**
 * What a network's logits are, and so its loss.
 *
 * @param outputs columns of the logits; 0 without
 * @param perToken whether there is a row for each token, not for each sequence
 * @param binary whether each logit says by itself whether something is so
 * @param problem what the outputs of a network over whole sequences are; others have classes that
 *     exclude each other
 */
public record Objective(int outputs, boolean perToken, boolean binary, ProblemType problem) {
  /** Columns of the targets: where each logit answers yes or no, these are two classes. */
  public int targets() {
    return binary ? 2 : outputs;
  }

  /** How many losses a sequence, or a token, has. */
  public int losses() {
    return severalClasses() ? outputs : 1;
  }

  /** Whether a sequence may have any number of classes. */
  public boolean severalClasses() {
    return problem == ProblemType.MULTI_LABEL_CLASSIFICATION;
  }

  /** Whether the output is a number. */
  public boolean number() {
    return problem == ProblemType.REGRESSION;
  }
}
