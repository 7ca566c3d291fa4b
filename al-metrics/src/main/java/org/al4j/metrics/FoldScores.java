package org.al4j.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.model.fit.Fits;

/**
 * Scores of a learner on each fold of labelled examples by itself, so that learners can be compared
 * fold by fold. The folds are those of {@link CrossValidation}: stratified, equal texts in one, of
 * the seed alone, so the same for every learner; and each model has the seed of its fold.
 *
 * <p>The folds' training parts overlap, so their scores are not independent, and an interval over
 * them is too narrow rather than too wide (Bengio and Grandvalet 2004).
 */
public final class FoldScores {
  private FoldScores() {}

  /**
   * Trains a model on all folds but one, for each, and measures it on that one.
   *
   * @param learner stays open
   * @param measure gives the scores
   * @param folds at least 2
   * @param labelled examples with different ids; their order does not matter
   * @param seed of the folds and of the fits
   * @return the scores of each fold by name; nothing where the examples are too few for so many
   *     folds, or where fewer than two classes have two examples each
   */
  public static <A extends Annotation, M extends SuccessorModel<A>> List<Map<String, Double>> of(
      Learner<A, M> learner, Measure<A> measure, int folds, Examples<A> labelled, long seed) {
    if (folds < 2) {
      throw new IllegalArgumentException("cross-validation needs at least 2 folds, found " + folds);
    }
    List<List<Labelled<A>>> parts = Folds.of(labelled.items(), folds, seed);
    Seeds seeds = new Seeds(seed);
    List<Map<String, Double>> scores = new ArrayList<>();
    for (int fold = 0; fold < parts.size(); fold++) {
      List<Labelled<A>> part = parts.get(fold);
      List<Labelled<A>> rest = new ArrayList<>();
      parts.stream().filter(other -> other != part).forEach(rest::addAll);
      FitContext<A, M> context =
          new FitContext<>(
              labelled.labels(),
              seeds.seed("fold", fold),
              Optional.empty(),
              List.of(),
              progress -> {},
              () -> false);
      try (M model = Fits.fit(learner, rest, context)) {
        scores.add(measure.evaluator(part).evaluate(model, labelled.labels()));
      }
    }
    return List.copyOf(scores);
  }

  /**
   * What is dealt into folds.
   *
   * @param items with different ids
   * @param labels all there are
   */
  public record Examples<A extends Annotation>(List<Labelled<A>> items, LabelSpace labels) {
    /** Copies the list. */
    public Examples {
      items = List.copyOf(items);
    }
  }
}
