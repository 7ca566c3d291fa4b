package org.al4j.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Learners;
import org.al4j.models.checkpoint.CheckpointProvider;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.scoring.ScoringBackends;
import org.al4j.strategies.StrategyDescription;
import org.jspecify.annotations.Nullable;

/** Finds the learner for {@code --model}. */
public final class ModelOption {
  private static final String TRANSFORMER = "transformer";
  private static final String TAGGER = "tagger";
  private static final String CHECKPOINT = "checkpoint";
  private static final String VECTORS = "vectors";

  private ModelOption() {}

  /**
   * The learner that {@code --model} names.
   *
   * @param model a checkpoint's folder or name, or a learner with its parameters, such as {@code
   *     tfidf} or {@code committee(of=tfidf,members=5)}
   * @param kind what it is to learn from
   * @throws InvalidInputException if it is neither, it does not learn from this kind, or the
   *     checkpoint cannot be used
   */
  public static <A extends Annotation> Learner<A, ? extends ActiveModel<A>> of(
      String model, Class<A> kind) {
    if (isFolder(model) || Checkpoints.isName(model)) {
      String learner = kind == TagSequence.class ? TAGGER : TRANSFORMER;
      return Learners.named(learner, Map.of(CHECKPOINT, model), kind);
    }
    if (!model.matches("\\w[\\w-]*(\\(.*\\))?")
        || Learners.provider(model.split("\\(", 2)[0]).isEmpty()) {
      throw new InvalidInputException(
          "--model must be a checkpoint folder or name, or a learner such as tfidf or"
              + " committee(of=tfidf,members=5), found '"
              + model
              + "'; learners: "
              + known()
              + "; checkpoints: "
              + checkpoints());
    }
    StrategyDescription learner = StrategyDescription.parse(model);
    return Learners.named(learner.name(), learner.parameters(), kind);
  }

  /**
   * The same, scored by a backend.
   *
   * @param scoring as {@code --score-with} says; null for the engine
   */
  static <A extends Annotation> Learner<A, ? extends ActiveModel<A>> of(
      String model, @Nullable String scoring, Class<A> kind) {
    Learner<A, ? extends ActiveModel<A>> learner = of(model, kind);
    try {
      return ScoringBackends.scored(learner, scoring == null ? ScoringBackends.ENGINE : scoring);
    } catch (InvalidInputException e) {
      throw new InvalidInputException("--score-with: " + e.getMessage(), e);
    }
  }

  /** The same model wherever the program is started: with absolute paths of its files. */
  static String absolute(String model) {
    if (isFolder(model)) {
      return absolutePath(model);
    }
    if (!model.contains(CHECKPOINT) && !model.contains(VECTORS)) {
      return model;
    }
    StrategyDescription learner = StrategyDescription.parse(model);
    List<String> parameters = new ArrayList<>();
    learner
        .parameters()
        .forEach(
            (name, value) -> parameters.add(name + "=" + (isPath(name) ? path(value) : value)));
    return learner.name() + "(" + String.join(",", parameters) + ")";
  }

  private static boolean isPath(String parameter) {
    return parameter.endsWith(CHECKPOINT) || parameter.equals(VECTORS);
  }

  /** A name stays one, and what is not there is left to whoever misses it. */
  private static String path(String value) {
    return isThere(value) ? absolutePath(value) : value;
  }

  /** Whether it is a file or folder and no checkpoint's name. */
  static boolean isThere(String value) {
    try {
      return !Checkpoints.isName(value) && Files.exists(Path.of(value));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean isFolder(String model) {
    try {
      return !model.contains("=") && Files.isDirectory(Path.of(model));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static String absolutePath(String path) {
    return Path.of(path).toAbsolutePath().normalize().toString();
  }

  private static String checkpoints() {
    return Checkpoints.providers().stream()
        .map(CheckpointProvider::name)
        .collect(Collectors.joining(", "));
  }

  private static String known() {
    return Learners.providers().stream()
        .map(LearnerProvider::name)
        .collect(Collectors.joining(", "));
  }
}
