package org.al4j.models.tfidf;

import java.io.IOException;
import java.nio.file.Path;
import org.al4j.core.data.LabelSet;
import org.al4j.core.io.Beside;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.kind.SeveralClasses;

/**
 * A trained TF-IDF model of any number of classes for a text. Offers LOGITS {@code [n, C]} ({@code
 * W'x + b}), INDEPENDENT_PROBABILITIES {@code [n, C]}, the sigmoid of each, and GRADIENT_NORM
 * {@code [n]}: {@code |p - t| sqrt(|x|^2 + 1)} over weights and biases, {@code t} 1 for the
 * predicted classes and 0 for the others. Predicts the classes whose probability reaches {@link
 * TfidfSettings#threshold}, possibly none. Texts without a known term get the biases'
 * probabilities. Holds Java arrays only; may be used from several threads at once.
 */
public final class TfidfMultiLabelClassifier extends TfidfModel<LabelSet> {
  TfidfMultiLabelClassifier(TfidfParts parts) {
    super(parts, new SeveralClasses(parts.settings().threshold()));
  }

  /**
   * Reads a model that {@link #save} wrote.
   *
   * @throws IOException if a file cannot be read
   * @throws org.al4j.core.InvalidInputException if a file is not what {@link #save} writes, or the
   *     model has one class for a text
   */
  public static TfidfMultiLabelClassifier load(Path dir) throws IOException {
    return Beside.read(
        dir,
        folder ->
            new TfidfMultiLabelClassifier(
                TfidfFiles.read(folder, ProblemType.MULTI_LABEL_CLASSIFICATION)));
  }
}
