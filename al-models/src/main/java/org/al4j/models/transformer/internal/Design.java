package org.al4j.models.transformer.internal;

import org.al4j.models.checkpoint.Head;
import org.al4j.models.checkpoint.ModelConfig;

/**
 * What a graph and its weights are built for.
 *
 * @param classes classes of a classification head; other heads do not need it
 */
record Design(ModelConfig config, Head head, int classes) {
  Design {
    head.architecture(config.family()); // refuses a head that the family has not
  }

  TensorNames names() {
    return new TensorNames(config.family());
  }

  HeadNames headNames() {
    return new HeadNames(config.family(), head);
  }

  /** Columns of the logits; 0 without. */
  int outputs() {
    return switch (head) {
      case ENCODER, POOLER -> 0;
      case SEQUENCE_CLASSIFICATION, TOKEN_CLASSIFICATION -> classes;
      case MASKED_LM -> config.vocabulary();
      case REPLACED_TOKEN_DETECTION -> 1;
    };
  }

  /** Classes of the loss: a replaced token is one of two, though it has one logit. */
  int targets() {
    return head == Head.REPLACED_TOKEN_DETECTION ? 2 : outputs();
  }

  /**
   * Whether nothing but each sequence's first token is read of the last layer's result, so that the
   * layer need not compute the others.
   */
  boolean firstOnly() {
    return head == Head.SEQUENCE_CLASSIFICATION;
  }

  /** Whether the logits are products with the word embeddings. */
  boolean tied() {
    return head == Head.MASKED_LM && config.tied();
  }
}
