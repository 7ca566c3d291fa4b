package org.al4j.models.tfidf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.Models;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;

/**
 * A saved model: {@code tfidf.json} with kind, settings, label names and the vocabulary with its
 * document frequencies, and {@code model.safetensors} with {@code weight [V, C]} and {@code bias
 * [C]} in float32. Equal models give equal bytes.
 */
final class TfidfFiles {
  private static final String TENSORS = "model.safetensors";

  private TfidfFiles() {}

  static void write(TfidfModel<?> model, Path dir) throws IOException {
    TfidfParts parts = model.parts();
    long features = parts.vocabulary().size();
    long classes = parts.labels().size();
    Map<String, Tensor> tensors =
        Map.of(
            "weight", new Tensor(new long[] {features, classes}, parts.weights()),
            "bias", new Tensor(new long[] {classes}, parts.biases()));
    AtomicFolder.create(
        dir,
        folder -> {
          SafeTensors.write(folder.resolve(TENSORS), new TreeMap<>(tensors), Map.of());
          Files.write(
              folder.resolve(TfidfClassifier.FILE),
              TfidfDescription.of(parts, model.annotationKind().problem()));
          Models.describe(folder, TfidfFormat.NAME, TfidfFormat.VERSION);
        });
  }

  /**
   * Reads a model of the wanted kind.
   *
   * @throws InvalidInputException if a file is not what {@link #write} writes, or the model is of
   *     another kind
   */
  static TfidfParts read(Path dir, ProblemType wanted) throws IOException {
    Path file = dir.resolve(TfidfClassifier.FILE);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          dir + " is not a saved TF-IDF model: it has no file " + TfidfClassifier.FILE);
    }
    TfidfDescription description = TfidfDescription.read(file, wanted);
    try {
      TfidfSettings settings = description.settings();
      return assemble(dir, settings, description.labels(), description.vocabulary(settings));
    } catch (IllegalArgumentException e) {
      throw TfidfDescription.bad(file, String.valueOf(e.getMessage()));
    }
  }

  /** Whether it is a model of any number of classes for a text. */
  static boolean isMultiLabel(Path dir) throws IOException {
    return TfidfDescription.isMultiLabel(dir.resolve(TfidfClassifier.FILE));
  }

  private static TfidfParts assemble(
      Path dir, TfidfSettings settings, LabelSpace labels, Vocabulary vocabulary) {
    Path file = dir.resolve(TENSORS);
    try (SafeTensors tensors = SafeTensors.open(file)) {
      float[] weights = tensor(file, tensors, "weight", vocabulary.size(), labels.size());
      float[] biases = tensor(file, tensors, "bias", labels.size());
      return new TfidfParts(settings, labels, vocabulary, weights, biases);
    }
  }

  private static float[] tensor(Path file, SafeTensors tensors, String name, long... shape) {
    if (!Arrays.equals(tensors.shape(name), shape)) {
      throw TfidfDescription.bad(
          file,
          name
              + " must have the shape "
              + Arrays.toString(shape)
              + " that "
              + TfidfClassifier.FILE
              + " implies, found "
              + Arrays.toString(tensors.shape(name)));
    }
    float[] values = tensors.floats(name);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw TfidfDescription.bad(file, name + " must be finite, found " + value);
      }
    }
    return values;
  }
}
