package org.al4j.models.checkpoint;

import java.util.Locale;
import org.al4j.core.InvalidInputException;

/** What stands on top of an encoder, and so what a model is trained for. */
public enum Head {
  /** Nothing: the last layer's hidden states. */
  ENCODER("Model"),
  /** Nothing but the pooler over the first token, which BERT and RoBERTa have. */
  POOLER("Model"),
  /** A class for each sequence, from its first token. */
  SEQUENCE_CLASSIFICATION("ForSequenceClassification"),
  /** A class for each token. */
  TOKEN_CLASSIFICATION("ForTokenClassification"),
  /** The word at each masked token; not ELECTRA. */
  MASKED_LM("ForMaskedLM"),
  /** Whether each token was replaced; ELECTRA only. */
  REPLACED_TOKEN_DETECTION("ForPreTraining");

  private final String architecture;

  Head(String architecture) {
    this.architecture = architecture;
  }

  /** Whether there is an output for each token, not for each sequence. */
  public boolean perToken() {
    return switch (this) {
      case TOKEN_CLASSIFICATION, MASKED_LM, REPLACED_TOKEN_DETECTION -> true;
      default -> false;
    };
  }

  /** Whether there are logits, and so something to train for. */
  public boolean hasLogits() {
    return this != ENCODER && this != POOLER;
  }

  /** Whether models of the family come with this head. */
  public boolean fits(Family family) {
    return switch (this) {
      case POOLER -> family == Family.BERT || family == Family.ROBERTA;
      case MASKED_LM -> family != Family.ELECTRA;
      case REPLACED_TOKEN_DETECTION -> family == Family.ELECTRA;
      default -> true;
    };
  }

  /**
   * The name in {@code architectures} of {@code config.json}.
   *
   * @throws InvalidInputException if the family has no such head
   */
  public String architecture(Family family) {
    return architecture(family, family.modelType());
  }

  /** The same where {@code config.json} has another {@code model_type} of the family. */
  String architecture(Family family, String modelType) {
    if (!fits(family)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "a %s has no head for %s; choose another head",
              family.modelType(),
              name().toLowerCase(Locale.ROOT)));
    }
    return family.className(modelType) + architecture;
  }
}
