package org.al4j.models.calibration;

import java.io.IOException;
import java.nio.file.Path;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;
import org.al4j.core.model.Models;

/** What {@link TemperatureScaled#save} writes: a model's folder with a temperature in it. */
public final class TemperatureFormat implements ModelFormat {
  static final String NAME = "temperature";
  static final int VERSION = 1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public boolean recognises(Path dir) {
    return TemperatureScaled.isSavedIn(dir);
  }

  @Override
  public boolean wraps() {
    return true;
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    ActiveModel<?> model = Models.loadWithin(dir);
    try {
      return TemperatureScaled.of(classifier(dir, model), TemperatureScaled.readTemperature(dir));
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  @SuppressWarnings("unchecked") // its kind says so
  private static ActiveModel<ClassLabel> classifier(Path dir, ActiveModel<?> model) {
    if (model.kind() != ClassLabel.class) {
      throw new InvalidInputException(
          dir
              + " has a temperature around a model of "
              + model.kind().getSimpleName()
              + "; only classifiers have one");
    }
    return (ActiveModel<ClassLabel>) model;
  }
}
