package org.al4j.core.model;

/**
 * What a model can give for a block of {@code n} instances. All arrays are float32, of the shape
 * that is stated, and every number in them is finite; {@link Outputs#of} refuses others. NaN has a
 * meaning in {@link #TOKEN_LOG_PROBABILITIES} only.
 */
public enum Output {
  /** Unnormalised class scores, {@code [n, C]}. */
  LOGITS("[n, C]"),
  /** Class probabilities, {@code [n, C]}; rows sum to one. */
  PROBABILITIES("[n, C]"),
  /** The vector that the classification layer multiplies, {@code [n, d]}. */
  EMBEDDING("[n, d]"),
  /** Probabilities of each member of a committee or each dropout pass, {@code [m, n, C]}. */
  MEMBER_PROBABILITIES("[m, n, C]"),
  /** Activations before the non-linearity of a stated layer, {@code [n, d]}. */
  ACTIVATIONS("[n, d]"),
  /**
   * Log-probabilities of each word's tags, {@code [n, w, C]}, at most 0. {@code w} is the number of
   * words of the longest instance in the block; those of a shorter one end with words that are NaN
   * for all tags. (Not 0, which is the logarithm of a tag that is certain.)
   */
  TOKEN_LOG_PROBABILITIES("[n, w, C]"),
  /** Log-likelihood of the best sequence, {@code [n]}. */
  SEQUENCE_LOG_LIKELIHOOD("[n]"),
  /** A predicted number, {@code [n]}. */
  VALUE("[n]"),
  /** The number that each member of a committee of regressors predicts, {@code [m, n]}. */
  MEMBER_VALUES("[m, n]"),
  /** L2 norm of the loss gradient at the predicted label, {@code [n]}, 0 or more. */
  GRADIENT_NORM("[n]");

  private final String shape;

  Output(String shape) {
    this.shape = shape;
  }

  /** The array's axes, for example {@code [n, C]}. */
  String shape() {
    return shape;
  }

  /** The axis of the instances: 1 where the members come first, else 0. */
  int instanceAxis() {
    return shape.startsWith("[m") ? 1 : 0;
  }

  /** How many axes the array has. */
  int rank() {
    return shape.split(",").length;
  }

  /** Whether the last axis is that of the classes. */
  boolean byClass() {
    return shape.endsWith("C]");
  }
}
