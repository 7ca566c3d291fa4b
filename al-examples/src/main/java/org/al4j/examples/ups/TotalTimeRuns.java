package org.al4j.examples.ups;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.query.Budget;
import org.al4j.examples.ups.TotalTimeSeed.TimeSplit;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.plasm.PlasmLearner;
import org.al4j.strategies.plasm.PlasmOptions;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.study.RunIdentity;
import org.al4j.study.Task;
import org.al4j.study.grid.AcquiredLabels;
import org.al4j.study.grid.AcquisitionGrid;

/**
 * The runs of both arms, each in a folder of its own.
 *
 * @param acquiring what acquires cheaply
 * @param wanted what is wanted in the end; acquires in the other arm
 * @param teacher gives the successor pseudo-labels; empty for none
 */
public record TotalTimeRuns(
    AcquisitionGrid<ClassLabel> grid,
    Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> acquiring,
    Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> wanted,
    Optional<Learner<ClassLabel, ? extends ActiveModel<ClassLabel>>> teacher) {
  private static final String UNCERTAINTY = "least-confidence";
  private static final String OURS = "student";
  private static final String THEIRS = "full";

  /** A learner of successors, and what measures them. */
  private record Successor(
      Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner,
      Evaluator<ClassLabel> evaluator) {}

  /** Trains a little of everything that is timed, if one of a seed's runs is not recorded. */
  public void warmUp(WarmUp once, int seed) {
    if (!AcquisitionRecord.isFinished(run(THEIRS + "-seed" + seed))
        || !AcquisitionRecord.isFinished(run(OURS + "-seed" + seed))) {
      once.run(grid.task(), List.of(acquiring, wanted), UNCERTAINTY);
    }
  }

  private Path run(String folder) {
    return grid.dir().resolve(folder).resolve("acquire");
  }

  /**
   * Runs what is not recorded.
   *
   * @param embedding seconds that the pool's vectors took
   */
  public TotalTimeSeed seed(int seed, double embedding) {
    AcquiredLabels<ClassLabel> own =
        grid.acquire(new AcquisitionGrid.Acquirer<>(THEIRS, wanted, UNCERTAINTY), seed);
    AcquiredLabels<ClassLabel> student =
        grid.acquire(new AcquisitionGrid.Acquirer<>(OURS, acquiring, "ups+" + UNCERTAINTY), seed);
    List<Integer> labels = new ArrayList<>();
    List<Double> qualities = new ArrayList<>();
    Iteration last = null;
    for (int round : measured(grid.rounds())) {
      last = trained(student, round);
      labels.add(student.counts().get(round));
      qualities.add(quality(last));
    }
    AcquisitionRecord acquired = record(student);
    double teaching = Objects.requireNonNull(last).scores().getOrDefault(TimedTeacher.SECONDS, 0.0);
    return new TotalTimeSeed(
        own.own().orElseThrow().resample(labels),
        new SeedCurve(seed, labels, qualities),
        TimeSplit.ofOwn(record(own)),
        new TimeSplit(
            acquired.trainSeconds(),
            acquired.scoreSeconds(),
            embedding,
            teaching,
            last.fitSeconds() - teaching));
  }

  /** Rounds after which successors are measured: a third, two thirds and the end of the way. */
  public static List<Integer> measured(int rounds) {
    return List.of(rounds / 3, 2 * rounds / 3, rounds).stream().distinct().toList();
  }

  private AcquisitionRecord record(AcquiredLabels<ClassLabel> acquired) {
    List<String> ids = task().train().stream().map(item -> item.instance().id()).toList();
    return AcquisitionRecord.read(run(acquired.folder()), ids);
  }

  private Task<ClassLabel> task() {
    return grid.task();
  }

  private double quality(Iteration iteration) {
    String score = task().score().name();
    return task().score().oriented(Objects.requireNonNull(iteration.scores().get(score), score));
  }

  private Iteration trained(AcquiredLabels<ClassLabel> acquired, int round) {
    Path run = grid.dir().resolve(acquired.folder()).resolve("successor-round" + round);
    RunIdentity<ClassLabel> identity = RunIdentity.of(task());
    identity.check(run);
    Successor successor =
        teacher.isPresent() ? taught(teacher.get()) : new Successor(wanted, task().evaluator());
    try (ActiveLearning<ClassLabel> loop =
        ActiveLearning.<ClassLabel>builder(
                task().pool().label(acquired.rounds().get(round)), task().labels())
            .learner(successor.learner())
            .evaluator(successor.evaluator())
            .configuration(identity.configuration(run))
            .configuration(Map.of("test size", Integer.toString(task().test().size())))
            .runDirectory(run)
            .seed(acquired.seed())
            .strategy(Strategies.random()) // never asked
            .budget(Budget.items(1))
            .stopping(Stopping.maximumRounds(1))
            .build()) {
      loop.run(Oracle.gold(task().train()));
      return loop.history().get(0);
    }
  }

  private <M extends ActiveModel<ClassLabel>> Successor taught(Learner<ClassLabel, M> by) {
    return taught(new TimedTeacher<>(by), wanted);
  }

  private <T extends ActiveModel<ClassLabel>, S extends ActiveModel<ClassLabel>> Successor taught(
      TimedTeacher<ClassLabel, T> by, Learner<ClassLabel, S> successor) {
    return new Successor(
        PlasmLearner.of(by, successor, task().pool().corpus(), PlasmOptions.defaults()),
        by.evaluator(task().evaluator()));
  }
}
