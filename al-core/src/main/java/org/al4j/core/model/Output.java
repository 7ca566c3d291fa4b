package org.al4j.core.model;

/** What a model can give for a block of {@code n} instances. All arrays are float32 and c-order. */
public enum Output {
  /** Unnormalised class scores, {@code [n, C]}. */
  LOGITS,
  /** Class probabilities, {@code [n, C]}; rows sum to one. */
  PROBABILITIES,
  /** The vector that the classification layer multiplies, {@code [n, d]}. */
  EMBEDDING,
  /** Probabilities of each member of a committee or each dropout pass, {@code [m, n, C]}. */
  MEMBER_PROBABILITIES,
  /** Activations before the non-linearity of a stated layer, {@code [n, d]}. */
  ACTIVATIONS,
  /** Log-probabilities of each word's tags, {@code [n, w, C]}, padded with zeros. */
  TOKEN_LOG_PROBABILITIES,
  /** Log-likelihood of the best sequence, {@code [n]}. */
  SEQUENCE_LOG_LIKELIHOOD,
  /** A predicted number, {@code [n]}. */
  VALUE,
  /** The number that each member of a committee of regressors predicts, {@code [m, n]}. */
  MEMBER_VALUES,
  /** L2 norm of the loss gradient at the predicted label, {@code [n]}. */
  GRADIENT_NORM
}
