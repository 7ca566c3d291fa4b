package org.al4j.study.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.query.Budget;
import org.al4j.metrics.FoldScores;
import org.al4j.metrics.Measure;
import org.al4j.metrics.Score;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.study.Task;

/**
 * Tries learners on the texts that a loop will begin with, by cross-validation, once before the
 * loop: with few labels a search in each round would follow noise. All learners are tried on the
 * same folds with the same seeds. The test part is not looked at.
 *
 * @param learners their descriptions, in the order in which they are tried
 * @param folds at least 2
 * @param seed of the folds and fits
 */
public record HyperparameterSearch(List<String> learners, int folds, long seed) {
  /** Copies the list. */
  public HyperparameterSearch {
    learners = List.copyOf(learners);
    if (learners.isEmpty()) {
      throw new IllegalArgumentException("learners must name at least one");
    }
    if (folds < 2) {
      throw InvalidInputException.ofSettings("{folds} must be at least 2, found %s", folds);
    }
  }

  /**
   * The texts with which a simulation of that seed begins, with their labels.
   *
   * @param any a learner of the task's kind; nothing is trained
   * @param count texts, at most those of the train part
   * @throws InvalidInputException if there are not so many
   */
  public static <A extends Annotation> List<Labelled<A>> first(
      Task<A> task, Learner<A, ? extends ActiveModel<A>> any, int count, long seed) {
    if (count < 1 || count > task.train().size()) {
      throw InvalidInputException.ofSettings(
          "{initial} must lie between 1 and the %s train texts, found %s",
          task.train().size(), count);
    }
    try (ActiveLearning<A> loop =
        ActiveLearning.<A>builder(task.pool(), task.labels())
            .learner(any)
            .initial(Strategies.random(), Budget.items(count))
            .strategy(Strategies.random())
            .budget(Budget.items(1))
            .stopping(Stopping.maximumRounds(1))
            .seed(seed)
            .build()) {
      Set<String> ids = new HashSet<>(loop.next().orElseThrow().ids());
      return task.train().stream().filter(item -> ids.contains(item.instance().id())).toList();
    }
  }

  /**
   * Tries all of them.
   *
   * @param labelled what is dealt into folds, such as {@link #first}
   * @param make makes a learner of its description; it is closed after use
   * @param told of each learner when it was tried
   * @throws InvalidInputException if the examples are too few to be dealt into folds, or a learner
   *     cannot be made, naming it, before any is trained
   */
  public <A extends Annotation> SearchResult run(
      Task<A> task,
      List<Labelled<A>> labelled,
      Function<String, Learner<A, ? extends ActiveModel<A>>> make,
      Consumer<SearchResult.Tried> told) {
    for (String learner : learners) {
      make(learner, make).close();
    }
    Score score = task.score();
    List<SearchResult.Tried> all = new ArrayList<>();
    for (String learner : learners) {
      long start = System.nanoTime();
      List<Double> values = new ArrayList<>();
      try (Learner<A, ? extends ActiveModel<A>> made = make(learner, make)) {
        for (Map<String, Double> fold : scores(task, made, labelled)) {
          values.add(fold.getOrDefault(score.name(), Double.NaN));
        }
      }
      requireNumbers(values, labelled.size(), learner);
      double seconds = (System.nanoTime() - start) / 1e9;
      SearchResult.Tried tried = new SearchResult.Tried(learner, all.size(), values, seconds);
      all.add(tried);
      told.accept(tried);
    }
    return new SearchResult(score, labelled.size(), all);
  }

  private <A extends Annotation, M extends ActiveModel<A>> List<Map<String, Double>> scores(
      Task<A> task, Learner<A, M> learner, List<Labelled<A>> labelled) {
    return FoldScores.of(
        learner,
        Measure.of(task.kind()),
        folds,
        new FoldScores.Examples<>(labelled, task.labels()),
        seed);
  }

  private static <A extends Annotation> Learner<A, ? extends ActiveModel<A>> make(
      String learner, Function<String, Learner<A, ? extends ActiveModel<A>>> make) {
    try {
      return make.apply(learner);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(learner + ": " + e.getMessage(), e);
    }
  }

  private void requireNumbers(List<Double> values, int labelled, String learner) {
    if (values.isEmpty()) {
      throw InvalidInputException.ofSettings(
          "{folds} %s cannot be made of %s labelled texts: each needs one, and two classes two"
              + " each; give a larger {initial} or fewer {folds}",
          folds, labelled);
    }
    if (!values.stream().allMatch(Double::isFinite)) {
      throw new InvalidInputException(
          learner + " has no score on some fold, found " + values + "; label more texts");
    }
  }
}
