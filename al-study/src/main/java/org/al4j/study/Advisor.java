package org.al4j.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Selected;
import org.al4j.metrics.ClassificationEvaluator;
import org.al4j.metrics.MultiLabelEvaluator;
import org.al4j.strategies.StrategyDescription;
import org.al4j.strategies.named.NamedCriterion;
import org.al4j.strategies.ups.UpsReport;
import org.al4j.study.advice.AdviceSettings;
import org.al4j.study.advice.RunAdvice;
import org.al4j.study.advice.StopPoint;
import org.al4j.study.report.StudyResult;
import org.jspecify.annotations.Nullable;

/** What is watched in the runs of a study, and what a report is told of them. */
final class Advisor<A extends Annotation> {
  private final Task<A> task;
  private final List<NamedCriterion> criteria;
  private final List<Instance> stopSet;
  private final @Nullable Double price;

  /**
   * Checks the settings.
   *
   * @throws InvalidInputException if a criterion is unknown, or a stop set is wanted for labels
   *     that have none
   */
  Advisor(Task<A> task, AdviceSettings settings) {
    this.task = task;
    this.price = settings.price();
    this.criteria =
        settings.stop().stream().map(one -> NamedCriterion.of(one, task.score())).toList();
    criteria.forEach(this::requireUseful);
    boolean needed = criteria.stream().anyMatch(NamedCriterion::needsStopSet);
    int wanted =
        settings.stopSet() != null ? settings.stopSet() : needed ? AdviceSettings.STOP_SET : 0;
    this.stopSet = sample(task.train(), wanted);
    if (!stopSet.isEmpty()) {
      task.about().watching(stopSet, task.evaluator());
    }
  }

  private void requireUseful(NamedCriterion criterion) {
    String name = StrategyDescription.parse(criterion.description()).name();
    task.about()
        .refusal(name)
        .ifPresent(
            reason -> {
              throw InvalidInputException.ofSettings(
                  "{stop} must say something about "
                      + task.about().words()
                      + ", but "
                      + name
                      + " %s",
                  reason);
            });
  }

  /** Texts of the pool at random, always the same; they may be queried like all others. */
  private static <A extends Annotation> List<Instance> sample(List<Labelled<A>> pool, int wanted) {
    RandomGenerator random = new Seeds(0).generator("stop set", 0);
    List<Instance> taken = new ArrayList<>();
    int left = pool.size();
    for (Labelled<A> item : pool) {
      if (random.nextInt(left--) < wanted - taken.size()) {
        taken.add(item.instance());
      }
    }
    return taken;
  }

  /** What is watched, for the study's recipe. */
  Map<String, String> recipe() {
    Map<String, String> recipe = new LinkedHashMap<>();
    if (!criteria.isEmpty()) {
      String all =
          criteria.stream().map(NamedCriterion::description).collect(Collectors.joining(", "));
      recipe.put("criteria", all + "; told where they would stop, no run is stopped");
    }
    if (!stopSet.isEmpty()) {
      recipe.put("stop set", stopSet.size() + " texts of the pool");
    }
    return recipe;
  }

  /** What a label costs, if that is known. */
  OptionalDouble price() {
    return price == null ? OptionalDouble.empty() : OptionalDouble.of(price);
  }

  /** How many texts the stop set has; 0 if there is none. */
  int stopSet() {
    return stopSet.size();
  }

  /** A run's evaluator, which notes what the model predicts for the test part. */
  Evaluator<A> evaluator(RunNotes<A> notes) {
    Evaluator<A> noted = NotedEvaluator.of(task, notes);
    return stopSet.isEmpty() ? noted : task.about().watching(stopSet, noted);
  }

  /**
   * What is told of a run that is finished.
   *
   * @param counted its rounds as the study's curves count them
   */
  StudyResult.SeedResult result(
      int seed,
      ActiveLearning<A> loop,
      List<Iteration> counted,
      RunNotes<A> notes,
      Optional<UpsReport> passes) {
    List<Iteration> history = loop.history();
    return new StudyResult.SeedResult(
        seed,
        counted,
        notes.queried(loop.queries()),
        notes.confusion(last(history, ClassificationEvaluator.ACCURACY)),
        notes.classes(last(history, MultiLabelEvaluator.MACRO_F1)),
        passes,
        new RunAdvice(
            stopSet.size(), stops(history, loop.queries()), notes.suspected(loop.queries())),
        loop.picked());
  }

  private List<StopPoint> stops(List<Iteration> history, List<Query> queries) {
    if (criteria.isEmpty()) {
      return List.of();
    }
    List<Pool<A>> pools = pools(history.size(), queries);
    return criteria.stream()
        .map(one -> StopPoint.of(one.description(), one.criterion(), history, pools))
        .toList();
  }

  /** The pool after each round: with a label for all that was queried by then. */
  private List<Pool<A>> pools(int rounds, List<Query> queries) {
    Map<String, A> gold = task.gold();
    List<Pool<A>> pools = new ArrayList<>();
    Pool<A> pool = task.pool();
    for (int round = 0; round < rounds; round++) {
      if (round < queries.size()) {
        pool =
            pool.label(
                queries.get(round).items().stream()
                    .map(Selected::instance)
                    .map(one -> new Labelled<>(one, Objects.requireNonNull(gold.get(one.id()))))
                    .toList());
      }
      pools.add(pool);
    }
    return pools;
  }

  private static double last(List<Iteration> history, String score) {
    return history.isEmpty()
        ? Double.NaN
        : history.get(history.size() - 1).scores().getOrDefault(score, Double.NaN);
  }
}
