package org.al4j.models.scoring;

/**
 * A transformer as it is after a fit, to be computed elsewhere. Its graph has the inputs {@code
 * input_ids}, {@code attention_mask} (1 at tokens, 0 at padding behind them) and, if {@link
 * #hasTypes}, {@code token_type_ids}, each INT64 {@code [batch, sequence]}.
 */
public interface ScoredModel {
  /**
   * Its graph with its weights, an ONNX model of opset 17.
   *
   * @throws IllegalStateException if that has more bytes than an array can hold
   */
  byte[] onnx(ProductPrecision precision);

  /** Whether it reads segments. */
  boolean hasTypes();
}
