package org.al4j.models.internal.architecture;

/** What stands on top of a model's body, and so what it is trained for. */
public enum Head {
  /** Nothing: the last layer's hidden states. */
  ENCODER("Model"),
  /** Nothing but a pooler over the first token. */
  POOLER("Model"),
  /** An output for each sequence, from one of its tokens. */
  SEQUENCE_CLASSIFICATION("ForSequenceClassification"),
  /** A class for each token. */
  TOKEN_CLASSIFICATION("ForTokenClassification"),
  /** The word at each masked token. */
  MASKED_LM("ForMaskedLM"),
  /** The word after each token. */
  CAUSAL_LM("LMHeadModel"),
  /** Whether each token was replaced. */
  REPLACED_TOKEN_DETECTION("ForPreTraining");

  private final String suffix;

  Head(String suffix) {
    this.suffix = suffix;
  }

  /** How the names of such models end in Hugging Face transformers. */
  public String suffix() {
    return suffix;
  }

  /** Whether there is an output for each token, not for each sequence. */
  public boolean perToken() {
    return switch (this) {
      case TOKEN_CLASSIFICATION, MASKED_LM, CAUSAL_LM, REPLACED_TOKEN_DETECTION -> true;
      default -> false;
    };
  }

  /** Whether there are logits, and so something to train for. */
  public boolean hasLogits() {
    return this != ENCODER && this != POOLER;
  }
}
