package org.al4j.examples.lecture;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.query.Budget;
import org.al4j.core.query.QueryStrategy;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.study.RunIdentity;
import org.al4j.study.Task;

/**
 * A run of one strategy with one seed.
 *
 * @param curve accuracy after each round
 * @param asked ids of the texts of each query, the first included
 * @param seconds to choose a query, on average over those that the strategy chose
 */
public record LectureRun(SeedCurve curve, List<List<String>> asked, double seconds) {
  /** Copies the lists. */
  public LectureRun {
    asked = asked.stream().map(List::copyOf).toList();
  }

  /**
   * How large runs are, and of whom.
   *
   * @param first texts of the first query
   * @param batch texts of the others
   * @param rounds after the first
   */
  public record Size(int first, int batch, int rounds) {}

  /**
   * Runs, or reads what the folder has and goes on.
   *
   * @param learner stays open
   * @param dir of this run alone
   * @throws org.al4j.core.InvalidInputException if the folder has a run of other data or settings
   */
  public static LectureRun of(
      Task<ClassLabel> task,
      Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner,
      LectureStrategy strategy,
      Size size,
      long seed,
      Path dir) {
    RunIdentity<ClassLabel> identity = RunIdentity.of(task);
    identity.check(dir);
    QueryStrategy own = strategy.made().get();
    QueryStrategy random = Strategies.random();
    try (ActiveLearning<ClassLabel> loop =
        ActiveLearning.<ClassLabel>builder(task.pool(), task.labels())
            .learner(learner)
            .evaluator(task.evaluator())
            .configuration(identity.configuration(dir))
            .runDirectory(dir)
            .seed(seed)
            .initial(strategy.first() ? own : random, Budget.items(size.first()))
            .strategy(strategy.first() ? random : own)
            .budget(Budget.items(size.batch()))
            .stopping(Stopping.maximumRounds(size.rounds() + 1))
            .build()) {
      loop.run(Oracle.gold(task.train()));
      List<Iteration> history = loop.history();
      if (history.size() > size.rounds() + 1) {
        throw new InvalidInputException(
            dir + " has a run of more than " + size.rounds() + " rounds; take another folder");
      }
      return new LectureRun(
          curve(task, history, seed),
          loop.queries().stream().map(Query::ids).toList(),
          history.stream()
              .filter(round -> strategy.first() == (round.round() == 0))
              .mapToDouble(Iteration::selectSeconds)
              .average()
              .orElse(0));
    }
  }

  private static SeedCurve curve(Task<ClassLabel> task, List<Iteration> history, long seed) {
    String score = task.score().name();
    return new SeedCurve(
        seed,
        history.stream().map(Iteration::labelled).toList(),
        history.stream().map(one -> Objects.requireNonNull(one.scores().get(score))).toList());
  }
}
