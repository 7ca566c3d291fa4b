package org.al4j.models.internal.architecture;

import org.al4j.models.kind.ProblemType;

/**
 * What a model is for, whatever its family.
 *
 * @param classes classes of a classification head, 1 for a number; other heads do not need it
 * @param problem what a sequence classifier's outputs are, and so its loss; other heads have
 *     classes that exclude each other
 */
public record Purpose(Head head, int classes, ProblemType problem) {
  /** Of classes that exclude each other, where there are classes. */
  public Purpose(Head head, int classes) {
    this(head, classes, ProblemType.SINGLE_LABEL_CLASSIFICATION);
  }

  /**
   * Whether nothing but one token of each sequence is read of the last layer's result, so that the
   * layer need not compute the others.
   */
  public boolean readsOne() {
    return head == Head.SEQUENCE_CLASSIFICATION;
  }
}
