package org.al4j.models.embedding;

import java.util.Objects;
import org.al4j.core.InvalidInputException;
import org.al4j.models.transformer.TransformerEncoder.Pooling;

/**
 * How an encoder's hidden states become a text's vector: start from {@link #DEFAULT}.
 *
 * @param pooling how they become one vector
 * @param maxLength most tokens of a text that are read, special tokens included; 0 for the
 *     folder's. Longer texts lose their end
 * @param normalised whether vectors have length 1
 * @param prefix what stands before each text, for models that were trained with one
 */
public record EmbeddingOptions(Pooling pooling, int maxLength, boolean normalised, String prefix) {
  /** The mean over the tokens, of length 1: what sentence encoders are trained for. */
  public static final EmbeddingOptions DEFAULT = new EmbeddingOptions(Pooling.MEAN, 0, true, "");

  /** Checks the ranges. */
  public EmbeddingOptions {
    Objects.requireNonNull(pooling, "pooling");
    Objects.requireNonNull(prefix, "prefix");
    if (maxLength != 0 && maxLength < 3) {
      throw new InvalidInputException(
          "max-length must be at least 3, or 0 for the folder's, found " + maxLength);
    }
  }

  /** The same with another pooling. */
  public EmbeddingOptions withPooling(Pooling other) {
    return new EmbeddingOptions(other, maxLength, normalised, prefix);
  }

  /** The same with another longest text. */
  public EmbeddingOptions withMaxLength(int tokens) {
    return new EmbeddingOptions(pooling, tokens, normalised, prefix);
  }

  /** The same with vectors of length 1, or of any. */
  public EmbeddingOptions withNormalised(boolean normalise) {
    return new EmbeddingOptions(pooling, maxLength, normalise, prefix);
  }

  /** The same with a prefix. */
  public EmbeddingOptions withPrefix(String before) {
    return new EmbeddingOptions(pooling, maxLength, normalised, before);
  }
}
