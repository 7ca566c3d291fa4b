package org.al4j.models.transformer;

import java.nio.file.Path;
import org.al4j.core.data.RealValue;
import org.al4j.models.internal.architecture.Parts;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.regression.Regressor;

/**
 * A fine-tuned transformer with one output, a number in the unit of the numbers that it learnt.
 * Offers VALUE {@code [n]}, EMBEDDING {@code [n, d]} (the vector that the last layer multiplies)
 * and MEMBER_VALUES {@code [m, n]} of {@code m} dropout passes, whose variance strategies look at.
 * No GRADIENT_NORM: that of a squared error is 0 at whatever is predicted. Texts longer than the
 * model reads lose their end, and {@link #textsRead} counts them; or they are an error, if the
 * learner's recipe or the {@link LoadOptions} say so.
 *
 * <p>Holds native memory until {@link #close}. Calls from several threads wait for each other; each
 * call uses all processors. Closing waits for the window of texts in work, after which the call
 * that it interrupts fails with an {@link IllegalStateException}.
 */
public final class TransformerRegressor extends TransformerModel<RealValue> implements Regressor {
  TransformerRegressor(Parts parts, Dropout dropout) {
    super(AnnotationKind.NUMBER, parts, dropout);
  }

  /**
   * Loads a model from a Hugging Face directory, such as {@link #save} writes. It reads as many
   * tokens of a text as {@code model_max_length} in {@code tokenizer_config.json} says, at most the
   * model's positions, and cuts longer texts.
   *
   * @throws org.al4j.core.InvalidInputException naming the file, when something is missing or
   *     contradictory, or the model is another than one with a single output ({@code problem_type}
   *     {@code regression}, or none)
   */
  public static TransformerRegressor load(Path dir) {
    return load(dir, LoadOptions.DEFAULT);
  }

  /** Loads a model with options; see {@link #load(Path)}. */
  public static TransformerRegressor load(Path dir, LoadOptions options) {
    return new TransformerRegressor(
        ClassifierDirectory.load(dir, options, AnnotationKind.NUMBER.problem()), options.dropout());
  }
}
