package org.al4j.examples.experiment;

import java.nio.file.Path;
import java.util.Map;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.ActiveLearningBuilder;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.metrics.ClassificationEvaluator;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.plasm.PlasmLearner;
import org.al4j.strategies.plasm.PlasmOptions;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.study.RunIdentity;
import org.al4j.study.Task;

/**
 * The runs of the experiment, each in a folder of its own; what is recorded there is not done
 * again.
 *
 * @param dir holds the folders
 */
record PlasmRuns(Task<ClassLabel> task, Acquisition acquisition, Path dir) {
  private static final String TEST_SIZE = "test size";

  /**
   * How labels are acquired.
   *
   * @param initial at random
   * @param batch per round, by least confidence
   * @param rounds after the initial texts
   */
  record Acquisition(int initial, int batch, int rounds) {
    /** All labels. */
    int labels() {
      return initial + batch * rounds;
    }
  }

  /**
   * Labels that a model asked for.
   *
   * @param seconds to train and to choose, without the model that would make the next query
   */
  record Acquired(Pool<ClassLabel> pool, double seconds) {}

  /** Lets the models of a learner acquire labels. */
  Acquired acquire(String name, Learner<ClassLabel, ActiveModel<ClassLabel>> learner, int seed) {
    try (ActiveLearning<ClassLabel> loop =
        loop(pool(), learner, name + "-seed" + seed)
            .initial(Strategies.random(), Budget.items(acquisition.initial()))
            .budget(Budget.items(acquisition.batch()))
            .stopping(Stopping.maximumRounds(acquisition.rounds() + 1))
            .configuration(Map.of("rounds", Integer.toString(acquisition.rounds())))
            .seed(seed)
            .build()) {
      loop.run(Oracle.gold(task.train()));
      Iteration last = loop.history().get(acquisition.rounds());
      double all =
          loop.history().stream()
              .mapToDouble(round -> round.selectSeconds() + round.fitSeconds())
              .sum();
      return new Acquired(loop.pool(), all - last.fitSeconds());
    }
  }

  /** Trains on as many labels, drawn at random, and measures. */
  Iteration random(String name, Learner<ClassLabel, ActiveModel<ClassLabel>> learner, int seed) {
    return once(
        loop(pool(), learner, name + "-seed" + seed)
            .initial(Strategies.random(), Budget.items(acquisition.labels()))
            .evaluator(test()),
        seed);
  }

  /** Trains on acquired labels and measures. */
  Iteration onGold(String name, Learner<ClassLabel, ActiveModel<ClassLabel>> learner, Gold gold) {
    return once(
        loop(gold.pool(), learner, name + "-seed" + gold.seed()).evaluator(test()), gold.seed());
  }

  /** Trains on acquired labels and a teacher's pseudo-labels and measures. */
  Iteration onPseudo(String name, Teaching teaching, PlasmOptions options, Gold gold) {
    PlasmLearner<ClassLabel, ActiveModel<ClassLabel>, ActiveModel<ClassLabel>> learner =
        PlasmLearner.of(teaching.teacher(), teaching.successor(), pool().corpus(), options)
            .withKnownGold(task.train());
    return once(
        loop(gold.pool(), learner, name + "-seed" + gold.seed())
            .evaluator(new PseudoLabelScores(learner, test())),
        gold.seed());
  }

  /** Labels of one seed. */
  record Gold(Pool<ClassLabel> pool, int seed) {}

  /** Who teaches whom. */
  record Teaching(
      Learner<ClassLabel, ActiveModel<ClassLabel>> teacher,
      Learner<ClassLabel, ActiveModel<ClassLabel>> successor) {}

  private Iteration once(ActiveLearningBuilder<ClassLabel> builder, int seed) {
    try (ActiveLearning<ClassLabel> loop =
        builder
            .budget(Budget.items(1))
            .stopping(Stopping.maximumRounds(1))
            .configuration(Map.of(TEST_SIZE, Integer.toString(task.test().size())))
            .seed(seed)
            .build()) {
      loop.run(Oracle.gold(task.train()));
      return loop.history().get(0);
    }
  }

  private ActiveLearningBuilder<ClassLabel> loop(
      Pool<ClassLabel> pool, Learner<ClassLabel, ActiveModel<ClassLabel>> learner, String name) {
    Path run = dir.resolve(name);
    RunIdentity<ClassLabel> identity = RunIdentity.of(task);
    identity.check(run);
    return ActiveLearning.<ClassLabel>builder(pool, task.labels())
        .learner(learner)
        .strategy(Strategies.leastConfidence())
        .configuration(identity.configuration(run))
        .runDirectory(run);
  }

  private ClassificationEvaluator test() {
    return ClassificationEvaluator.of(task.test());
  }

  private Pool<ClassLabel> pool() {
    return Pool.unlabelled(Corpus.of(task.train().stream().map(Labelled::instance).toList()));
  }
}
