package org.al4j.models.transformer;

import java.nio.file.Path;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.TextClassifier;
import org.al4j.models.internal.architecture.Parts;
import org.al4j.models.kind.AnnotationKind;

/**
 * A fine-tuned sequence classifier: BERT, DistilBERT, ELECTRA, RoBERTa, GPT-2. Offers LOGITS and
 * PROBABILITIES {@code [n, C]}, EMBEDDING {@code [n, d]} (the vector that the classification layer
 * multiplies), MEMBER_PROBABILITIES {@code [m, n, C]} of {@code m} dropout passes, and
 * GRADIENT_NORM {@code [n]} over all weights, which takes a training pass for each instance. Texts
 * longer than the model reads lose their end, and {@link #textsRead} counts them; or they are an
 * error, if the learner's recipe or the {@link LoadOptions} say so.
 *
 * <p>Holds native memory until {@link #close}. Calls from several threads wait for each other; each
 * call uses all processors. Closing waits for the window of texts in work, after which the call
 * that it interrupts fails with an {@link IllegalStateException}.
 */
public final class TransformerClassifier extends TransformerModel<ClassLabel>
    implements TextClassifier {
  TransformerClassifier(Parts parts, Dropout dropout) {
    super(AnnotationKind.CLASS, parts, dropout);
  }

  /**
   * Loads a model from a Hugging Face directory, such as {@link #save} writes. It reads as many
   * tokens of a text as {@code model_max_length} in {@code tokenizer_config.json} says, at most the
   * model's positions, and cuts longer texts.
   *
   * @throws org.al4j.core.InvalidInputException naming the file, when something is missing or
   *     contradictory, or the model is another than one with a softmax over two or more classes
   */
  public static TransformerClassifier load(Path dir) {
    return load(dir, LoadOptions.DEFAULT);
  }

  /** Loads a model with options; see {@link #load(Path)}. */
  public static TransformerClassifier load(Path dir, LoadOptions options) {
    return new TransformerClassifier(
        ClassifierDirectory.load(dir, options, AnnotationKind.CLASS.problem()), options.dropout());
  }
}
