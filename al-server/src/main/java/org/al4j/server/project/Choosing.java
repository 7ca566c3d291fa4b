package org.al4j.server.project;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.al4j.core.data.Annotation;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.query.QueryStrategy;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.StrategyDescription;

/**
 * What is asked next.
 *
 * @param model a learner with its parameters, such as {@code tfidf} or {@code
 *     head(checkpoint=minilm)}, or a checkpoint's name or folder
 * @param strategy such as {@code margin}
 * @param batch a model is trained whenever so many further texts are labelled
 * @param ahead how many texts a model ranks ahead, at least {@code batch}: what people label while
 *     the next model is trained
 * @param seed of all that is random
 */
public record Choosing(String model, String strategy, int batch, int ahead, long seed) {
  /** Margin by TF-IDF, a training each 20 labels, 200 texts ahead. */
  public static final Choosing DEFAULT = new Choosing("tfidf", "margin", 20, 200, 1);

  /** Refuses numbers that are too small. */
  public Choosing {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(strategy, "strategy");
    ProjectSettings.requireAtLeast("batch", batch, 1);
    ProjectSettings.requireAtLeast("ahead", ahead, batch);
  }

  /**
   * The learner; whoever asked closes it.
   *
   * @param kind what it is to learn from
   * @throws org.al4j.core.InvalidInputException if there is no such learner or checkpoint, or it
   *     does not learn from this kind
   */
  public <A extends Annotation> Learner<A, ? extends ActiveModel<A>> learner(Class<A> kind) {
    if (Checkpoints.isName(model) || isFolder(model)) {
      return Learners.named("transformer", Map.of("checkpoint", model), kind);
    }
    StrategyDescription learner = StrategyDescription.parse(model);
    return Learners.named(learner.name(), learner.parameters(), kind);
  }

  private static boolean isFolder(String model) {
    try {
      return Files.isDirectory(Path.of(model));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * The strategy.
   *
   * @throws org.al4j.core.InvalidInputException if there is none of that name for this kind
   */
  public QueryStrategy queryStrategy(Class<? extends Annotation> kind) {
    return Strategies.named(strategy, kind);
  }

  /** Refuses what no project can be made with. */
  <A extends Annotation> void check(Class<A> kind) {
    learner(kind).close();
    queryStrategy(kind);
  }

  /** The same with another model. */
  public Choosing withModel(String other) {
    return new Choosing(other, strategy, batch, ahead, seed);
  }

  /** The same with another strategy. */
  public Choosing withStrategy(String other) {
    return new Choosing(model, other, batch, ahead, seed);
  }

  /** The same with other sizes. */
  public Choosing withBatch(int labels, int ranked) {
    return new Choosing(model, strategy, labels, ranked, seed);
  }
}
