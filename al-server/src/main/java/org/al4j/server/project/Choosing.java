package org.al4j.server.project;

import java.util.Objects;

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
