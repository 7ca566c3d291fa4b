package org.al4j.models.internal.architecture;

import org.al4j.models.checkpoint.Head;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.kind.ProblemType;

/**
 * What a graph and its weights are built for.
 *
 * @param classes classes of a classification head, 1 for a number; other heads do not need it
 * @param problem what a sequence classifier's outputs are, and so its loss; other heads have
 *     classes that exclude each other
 */
public record Design(ModelConfig config, Head head, int classes, ProblemType problem) {
  public Design {
    head.architecture(config.family()); // refuses a head that the family has not
  }

  /** Of classes that exclude each other, where there are classes. */
  public Design(ModelConfig config, Head head, int classes) {
    this(config, head, classes, ProblemType.SINGLE_LABEL_CLASSIFICATION);
  }

  public TensorNames names() {
    return new TensorNames(config.family());
  }

  public HeadNames headNames() {
    return new HeadNames(config.family(), head);
  }

  /** Columns of the logits; 0 without. */
  public int outputs() {
    return switch (head) {
      case ENCODER, POOLER -> 0;
      case SEQUENCE_CLASSIFICATION, TOKEN_CLASSIFICATION -> classes;
      case MASKED_LM -> config.vocabulary();
      case REPLACED_TOKEN_DETECTION -> 1;
    };
  }

  /** Columns of the targets: where each logit answers yes or no, these are two classes. */
  public int targets() {
    return binary() ? 2 : outputs();
  }

  /** Whether each logit says by itself whether something is so. */
  boolean binary() {
    return head == Head.REPLACED_TOKEN_DETECTION
        || problem == ProblemType.MULTI_LABEL_CLASSIFICATION;
  }

  /** How many losses a sequence, or a token, has. */
  public int losses() {
    return problem == ProblemType.MULTI_LABEL_CLASSIFICATION ? classes : 1;
  }

  /**
   * Whether nothing but each sequence's first token is read of the last layer's result, so that the
   * layer need not compute the others.
   */
  public boolean firstOnly() {
    return head == Head.SEQUENCE_CLASSIFICATION;
  }

  /** Whether the logits are products with the word embeddings. */
  public boolean tied() {
    return head == Head.MASKED_LM && config.tied();
  }
}
