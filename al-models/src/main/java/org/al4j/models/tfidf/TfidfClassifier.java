package org.al4j.models.tfidf;

import java.io.IOException;
import java.nio.file.Path;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.io.Beside;
import org.al4j.core.model.TextClassifier;
import org.al4j.models.kind.AnnotationKind;

/**
 * A trained TF-IDF classifier. Offers LOGITS {@code [n, C]} ({@code W'x + b}), PROBABILITIES {@code
 * [n, C]}, their softmax, and GRADIENT_NORM {@code [n]}: {@code |p - onehot| sqrt(|x|^2 + 1)} over
 * weights and biases. Texts without a known term get the biases' probabilities. Holds Java arrays
 * only; may be used from several threads at once.
 */
public final class TfidfClassifier extends TfidfModel<ClassLabel> implements TextClassifier {
  /** The file that tells a saved model of this kind: its settings, labels and vocabulary. */
  public static final String FILE = "tfidf.json";

  TfidfClassifier(TfidfParts parts) {
    super(parts, AnnotationKind.CLASS);
  }

  /**
   * Reads a model that {@link #save} wrote.
   *
   * @throws IOException if a file cannot be read
   * @throws org.al4j.core.InvalidInputException if a file is not what {@link #save} writes, or the
   *     model has any number of classes for a text
   */
  public static TfidfClassifier load(Path dir) throws IOException {
    return Beside.read(
        dir,
        folder -> new TfidfClassifier(TfidfFiles.read(folder, AnnotationKind.CLASS.problem())));
  }
}
