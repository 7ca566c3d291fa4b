package org.al4j.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.model.TextClassifier;
import org.al4j.models.calibration.TemperatureScaled;
import org.al4j.models.committee.Committee;
import org.al4j.models.internal.OfClasses;
import org.al4j.models.internal.SavedKind;
import org.al4j.models.tfidf.TfidfClassifier;
import org.al4j.models.transformer.TransformerClassifier;

/**
 * Reads classifiers that were saved, of whatever kind they are: a transformer's Hugging Face
 * folder, a TF-IDF model, a committee of any of these, each with or without a temperature.
 */
public final class SavedModels {
  private SavedModels() {}

  /**
   * Reads the classifier in a folder, which gives what it gave when it was saved. The caller closes
   * it.
   *
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException naming the file, when the folder holds no classifier, more than
   *     one, or a file is not what {@link TextClassifier#save} writes
   */
  public static ActiveModel<ClassLabel> load(Path dir) throws IOException {
    if (!Files.isDirectory(dir)) {
      throw new InvalidInputException(
          dir + " is not a folder; a saved model is a folder, as save(..) writes it");
    }
    ActiveModel<ClassLabel> model = plain(dir);
    if (!TemperatureScaled.isSavedIn(dir)) {
      return model;
    }
    try {
      return TemperatureScaled.of(model, TemperatureScaled.readTemperature(dir));
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static ActiveModel<ClassLabel> plain(Path dir) throws IOException {
    return switch (SavedKind.of(dir)) {
      case TFIDF -> TfidfClassifier.load(dir);
      case COMMITTEE -> Committee.load(dir, ClassLabel.class, (member, folder) -> load(folder));
      case RIDGE ->
          throw new InvalidInputException(
              dir + " holds a regressor, not a classifier; read it with RidgeRegressor.load");
      case TRANSFORMER -> TransformerClassifier.load(dir);
    };
  }

  /**
   * The classes of a model in the order of its columns; empty if it is of none of the kinds that
   * {@link #load} knows.
   */
  public static Optional<LabelSpace> labels(SuccessorModel<?> model) {
    if (model instanceof OfClasses classes) {
      return Optional.of(classes.labels());
    }
    return model instanceof TemperatureScaled<?> scaled ? labels(scaled.model()) : Optional.empty();
  }
}
