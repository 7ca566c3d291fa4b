package org.al4j.server.project;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.model.Output;
import org.al4j.core.query.QueryStrategy;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.server.kind.AnnotationForm;
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

  /** For several classes a text. */
  public static final Choosing CLASS_SETS = new Choosing("tfidf", "mean-label-entropy", 20, 200, 1);

  /** For parts of texts: a tagger that learns from the labelled texts alone, and MNLP. */
  public static final Choosing SPANS = new Choosing("bilstm-crf", "mnlp", 20, 200, 1);

  /** Refuses numbers that are too small. */
  public Choosing {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(strategy, "strategy");
    ProjectSettings.requireAtLeast("batch", batch, 1);
    ProjectSettings.requireAtLeast("ahead", ahead, batch);
  }

  /** What a task has where nothing else is said. */
  public static Choosing usual(AnnotationForm<?> form) {
    if (tags(form.kind())) {
      return SPANS;
    }
    return form.kind() == LabelSet.class ? CLASS_SETS : DEFAULT;
  }

  private static boolean tags(Class<? extends Annotation> kind) {
    return kind == TagSequence.class;
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
      String learner = tags(kind) ? "tagger" : "transformer";
      return Learners.named(learner, Map.of("checkpoint", model), kind);
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
  <A extends Annotation> void check(Class<A> kind, LabelSpace labels) {
    QueryStrategy chosen = queryStrategy(kind);
    chosen.requireLabels(labels);
    Set<Output> missing = new TreeSet<>(chosen.needs());
    try (Learner<A, ?> learner = learner(kind)) {
      missing.removeAll(learner.offers());
    }
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          "strategy "
              + strategy
              + " needs "
              + missing
              + ", which learner "
              + model
              + " does not offer; use another of them");
    }
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
