package org.al4j.models.transformer;

import java.util.Objects;
import java.util.function.IntSupplier;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.text.TextEncoder;
import org.al4j.models.tokenize.LongTexts;
import org.al4j.models.transformer.TransformerModel.Dropout;

/**
 * What the folder of a saved model does not say, or says otherwise: start from {@link #DEFAULT}.
 *
 * @param maxLength most tokens of a text that are read, special tokens included; 0 for {@code
 *     model_max_length} in {@code tokenizer_config.json}. Never more than the model's positions
 * @param tooLong what happens to longer texts
 * @param dropoutPasses passes for MEMBER_PROBABILITIES
 * @param dropoutSeed seed of their masks; a fitted model has one of its fit's
 */
public record LoadOptions(int maxLength, LongTexts tooLong, int dropoutPasses, long dropoutSeed) {
  /** The folder's length, longer texts cut, ten dropout passes. */
  public static final LoadOptions DEFAULT =
      new LoadOptions(0, LongTexts.TRUNCATE, Dropout.DEFAULT.passes(), Dropout.DEFAULT.seed());

  /** Checks the ranges. */
  public LoadOptions {
    Objects.requireNonNull(tooLong, "tooLong");
    if (maxLength != 0 && maxLength < TextEncoder.SHORTEST) {
      throw new InvalidInputException(
          "max-length must be at least 3, or 0 for the folder's, found " + maxLength);
    }
    if (dropoutPasses < 1) {
      throw new InvalidInputException("dropout passes must be at least 1, found " + dropoutPasses);
    }
  }

  /** The same with another longest text. */
  public LoadOptions withMaxLength(int tokens) {
    return new LoadOptions(tokens, tooLong, dropoutPasses, dropoutSeed);
  }

  /** The same with another fate of longer texts. */
  public LoadOptions withTooLong(LongTexts fate) {
    return new LoadOptions(maxLength, fate, dropoutPasses, dropoutSeed);
  }

  /** The same with other dropout passes. */
  public LoadOptions withDropout(int passes, long seed) {
    return new LoadOptions(maxLength, tooLong, passes, seed);
  }

  /** How texts are read, where the folder says {@code own}. */
  Recipe.Texts texts(IntSupplier own) {
    return new Recipe.Texts(maxLength > 0 ? maxLength : own.getAsInt(), tooLong);
  }

  Dropout dropout() {
    return new Dropout(dropoutPasses, dropoutSeed);
  }
}
