package org.al4j.examples.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.TextClassifier;

/** Finds the learner for {@code --model}. */
final class Learners {
  private static final String TRANSFORMER = "transformer";
  private static final String TFIDF = "tfidf";

  private Learners() {}

  /**
   * The learner that {@code --model} names.
   *
   * @param model {@code tfidf}, or a checkpoint folder
   * @throws InvalidInputException if it is neither, or the checkpoint cannot be used
   */
  static Learner<ClassLabel, ? extends TextClassifier> of(String model) {
    if (model.equals(TFIDF)) {
      return named(TFIDF, Map.of());
    }
    if (!Files.isDirectory(Path.of(model))) {
      throw new InvalidInputException(
          "--model must be "
              + TFIDF
              + " or a checkpoint folder, found '"
              + model
              + "', which is no folder");
    }
    return named(TRANSFORMER, Map.of("checkpoint", model));
  }

  /** The learner of a provider. */
  static Learner<ClassLabel, ? extends TextClassifier> named(
      String name, Map<String, String> parameters) {
    TreeSet<String> known = new TreeSet<>();
    for (LearnerProvider provider : ServiceLoader.load(LearnerProvider.class)) {
      known.add(provider.name());
      if (provider.name().equals(name)) {
        return provider.create(parameters);
      }
    }
    throw new InvalidInputException(
        "unknown learner '" + name + "'; known: " + String.join(", ", known));
  }
}
