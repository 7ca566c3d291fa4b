package org.al4j.study.grid;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.ActiveLearningBuilder;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.named.QueryPlan;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.study.RunIdentity;
import org.al4j.study.Task;
import org.al4j.study.settings.QuerySizes;

/**
 * Runs of acquisition model x strategy x seed, and of successors that are trained on what was
 * acquired after each round. Labels are acquired once for all successors. Each run has a folder of
 * its own: what is recorded there is not done again, and what was interrupted goes on.
 *
 * @param task what is labelled, and the texts to measure on
 * @param sizes texts or tokens at random first, and a round
 * @param rounds after the first
 * @param dir holds the folders
 * @param <A> the kind of annotation
 */
public record AcquisitionGrid<A extends Annotation>(
    Task<A> task, QuerySizes sizes, int rounds, Path dir) {
  /** Refuses a negative number of rounds. */
  public AcquisitionGrid {
    if (rounds < 0) {
      throw new IllegalArgumentException("rounds must be at least 0, found " + rounds);
    }
  }

  /**
   * Who acquires.
   *
   * @param name of its folder: letters, digits, points, hyphens and underscores
   * @param learner trains the models that acquire; stays open
   * @param strategy by name, with a candidate policy before it where there is one
   */
  public record Acquirer<A extends Annotation>(
      String name, Learner<A, ? extends ActiveModel<A>> learner, String strategy) {
    /** Refuses a name that is no folder's. */
    public Acquirer {
      requireFolderName(name);
    }
  }

  /**
   * Lets a model acquire labels; the model of each round is measured.
   *
   * @throws InvalidInputException if the folder has a run of other data or settings
   */
  public AcquiredLabels<A> acquire(Acquirer<A> by, long seed) {
    String folder = by.name() + "-seed" + seed;
    QueryPlan plan = QueryPlan.named(by.strategy());
    try (ActiveLearning<A> loop =
        loop(task.pool(), by.learner(), dir.resolve(folder).resolve("acquire"), seed)
            .candidates(plan.policy())
            .strategy(plan.strategy())
            .initial(Strategies.random(), sizes.firstBudget())
            .budget(sizes.batchBudget())
            .stopping(Stopping.maximumRounds(rounds + 1))
            .build()) {
      loop.run(Oracle.gold(task.train()));
      List<Iteration> history = loop.history();
      requireNoMore(folder, history);
      double scoring = history.stream().mapToDouble(Iteration::selectSeconds).sum();
      double training =
          history.stream()
              .limit(history.size() - 1) // the last makes no query
              .mapToDouble(Iteration::fitSeconds)
              .sum();
      List<Integer> counts = sizes.counted(history).stream().map(Iteration::labelled).toList();
      SeedCurve own = new SeedCurve(seed, counts, history.stream().map(this::quality).toList());
      return new AcquiredLabels<>(
          folder,
          seed,
          counts,
          labelled(loop.queries()),
          Optional.of(own),
          training + scoring,
          scoring);
    }
  }

  /** A run of fewer rounds is gone on with, one of more is another. */
  private void requireNoMore(String folder, List<Iteration> history) {
    if (history.size() > rounds + 1) {
      throw new InvalidInputException(
          dir.resolve(folder)
              + " has a run of "
              + (history.size() - 1)
              + " rounds, asked are "
              + rounds
              + "; take another folder, or as many rounds");
    }
  }

  private List<List<Labelled<A>>> labelled(List<Query> queries) {
    Map<String, A> gold = new HashMap<>();
    task.train().forEach(item -> gold.put(item.instance().id(), item.annotation()));
    List<List<Labelled<A>>> all = new ArrayList<>();
    List<Labelled<A>> soFar = new ArrayList<>();
    for (Query query : queries) {
      query.items().stream()
          .map(item -> item.instance())
          .filter(instance -> gold.containsKey(instance.id()))
          .forEach(
              one -> soFar.add(new Labelled<>(one, Objects.requireNonNull(gold.get(one.id())))));
      all.add(List.copyOf(soFar));
    }
    return all;
  }

  /**
   * Who learns from labels that others acquired.
   *
   * @param name of its folder, as of an acquirer
   * @param learner trains the successors; stays open
   * @param evaluator measures them
   */
  public record Successor<A extends Annotation>(
      String name, Learner<A, ? extends ActiveModel<A>> learner, Evaluator<A> evaluator) {
    /** Refuses a name that is no folder's. */
    public Successor {
      requireFolderName(name);
    }
  }

  /**
   * Trains a successor on what was acquired after each round, and measures it.
   *
   * @param name of its folder, as of an acquirer
   * @param learner trains the successors; stays open
   * @throws InvalidInputException if the folder has runs of other data or settings
   */
  public SeedCurve successor(
      AcquiredLabels<A> acquired, String name, Learner<A, ? extends ActiveModel<A>> learner) {
    Successor<A> who = new Successor<>(name, learner, task.evaluator());
    List<Double> qualities =
        IntStream.range(0, acquired.rounds().size())
            .mapToObj(round -> quality(successorAfter(acquired, round, who)))
            .toList();
    return new SeedCurve(acquired.seed(), acquired.counts(), qualities);
  }

  /**
   * Trains a successor on what was acquired up to a round, and measures it.
   *
   * @param round from 0, as of the labels
   * @return the run's only round: scores and times
   * @throws InvalidInputException if the folder has a run of other data or settings
   */
  public Iteration successorAfter(AcquiredLabels<A> acquired, int round, Successor<A> who) {
    Path run = dir.resolve(acquired.folder()).resolve(who.name() + "-round" + round);
    Pool<A> pool = task.pool().label(acquired.rounds().get(round));
    try (ActiveLearning<A> loop =
        loop(pool, who.learner(), run, acquired.seed())
            .evaluator(who.evaluator())
            .strategy(Strategies.random()) // never asked
            .budget(Budget.items(1))
            .stopping(Stopping.maximumRounds(1))
            .build()) {
      loop.run(Oracle.gold(task.train()));
      return loop.history().get(0);
    }
  }

  /** The task's main score of a round, larger is better. */
  public double quality(Iteration iteration) {
    String score = task.score().name();
    return task.score().oriented(Objects.requireNonNull(iteration.scores().get(score), score));
  }

  private <M extends ActiveModel<A>> ActiveLearningBuilder<A> loop(
      Pool<A> pool, Learner<A, M> learner, Path run, long seed) {
    RunIdentity<A> identity = RunIdentity.of(task);
    identity.check(run);
    return ActiveLearning.<A>builder(pool, task.labels())
        .learner(learner)
        .evaluator(task.evaluator())
        .configuration(identity.configuration(run))
        .configuration(Map.of("test size", Integer.toString(task.test().size())))
        .runDirectory(run)
        .seed(seed);
  }

  static void requireFolderName(String name) {
    if (!name.matches("[A-Za-z0-9._-]+") || name.startsWith(".")) {
      throw new IllegalArgumentException(
          "name must be of letters, digits, points, hyphens and underscores, found '" + name + "'");
    }
  }
}
