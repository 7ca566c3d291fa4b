package org.al4j.models.transformer;

import java.nio.file.Path;
import org.al4j.core.data.LabelSet;
import org.al4j.models.internal.architecture.Parts;
import org.al4j.models.kind.AnnotationKind;

/**
 * A fine-tuned transformer with a sigmoid for each class, for texts that may have any number of
 * them. Offers LOGITS and INDEPENDENT_PROBABILITIES {@code [n, C]}, EMBEDDING {@code [n, d]} (the
 * vector that the classification layer multiplies), MEMBER_INDEPENDENT_PROBABILITIES {@code [m, n,
 * C]} of {@code m} dropout passes, and GRADIENT_NORM {@code [n]} at the predicted classes, of the
 * mean of the classes' losses over all weights, which takes a training pass for each instance.
 * Predicts the classes with a probability of one half or more, possibly none; for another threshold
 * take the probabilities. Texts longer than the model reads lose their end, and {@link #textsRead}
 * counts them; or they are an error, if the learner's recipe or the {@link LoadOptions} say so.
 *
 * <p>Holds native memory until {@link #close}. Calls from several threads wait for each other; each
 * call uses all processors. Closing waits for the window of texts in work, after which the call
 * that it interrupts fails with an {@link IllegalStateException}.
 */
public final class TransformerMultiLabelClassifier extends TransformerModel<LabelSet> {
  TransformerMultiLabelClassifier(Parts parts, Dropout dropout) {
    super(AnnotationKind.CLASSES, parts, dropout);
  }

  /**
   * Loads a model from a Hugging Face directory, such as {@link #save} writes. It reads as many
   * tokens of a text as {@code model_max_length} in {@code tokenizer_config.json} says, at most the
   * model's positions, and cuts longer texts.
   *
   * @throws org.al4j.core.InvalidInputException naming the file, when something is missing or
   *     contradictory, or the model is another than one with a sigmoid for each class ({@code
   *     problem_type} {@code multi_label_classification})
   */
  public static TransformerMultiLabelClassifier load(Path dir) {
    return load(dir, LoadOptions.DEFAULT);
  }

  /** Loads a model with options; see {@link #load(Path)}. */
  public static TransformerMultiLabelClassifier load(Path dir, LoadOptions options) {
    return new TransformerMultiLabelClassifier(
        ClassifierDirectory.load(dir, options, AnnotationKind.CLASSES.problem()),
        options.dropout());
  }
}
