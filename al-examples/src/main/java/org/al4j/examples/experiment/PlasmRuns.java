package org.al4j.examples.experiment;

import java.nio.file.Path;
import java.util.Map;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.ActiveLearningBuilder;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.plasm.PlasmLearner;
import org.al4j.strategies.plasm.PlasmOptions;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.strategies.tagging.Tagging;
import org.al4j.study.RunIdentity;
import org.al4j.study.Task;
import org.al4j.study.settings.QuerySizes;

/**
 * The runs of the experiment, each in a folder of its own; what is recorded there is not done
 * again.
 *
 * @param dir holds the folders
 * @param <A> class labels or tag sequences
 */
record PlasmRuns<A extends Annotation>(Task<A> task, Acquisition acquisition, Path dir) {
  private static final String TEST_SIZE = "test size";

  /**
   * How labels are acquired: classes by least confidence, tags by MNLP.
   *
   * @param sizes at random first, and per round
   * @param rounds after the initial texts
   */
  record Acquisition(QuerySizes sizes, int rounds) {
    /** All labels: texts or tokens. */
    int labels() {
      return sizes.first() + sizes.batch() * rounds;
    }

    /** As many at once. */
    Budget all() {
      return new QuerySizes(labels(), sizes.batch(), sizes.tokens()).firstBudget();
    }
  }

  /**
   * Labels that a model asked for.
   *
   * @param seconds to train and to choose, without the model that would make the next query
   */
  record Acquired<A extends Annotation>(Pool<A> pool, double seconds) {}

  /** Lets the models of a learner acquire labels. */
  Acquired<A> acquire(String name, Learner<A, ActiveModel<A>> learner, int seed) {
    try (ActiveLearning<A> loop =
        loop(pool(), learner, name + "-seed" + seed)
            .initial(Strategies.random(), acquisition.sizes().firstBudget())
            .budget(acquisition.sizes().batchBudget())
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
      return new Acquired<>(loop.pool(), all - last.fitSeconds());
    }
  }

  /** Trains on as many labels, drawn at random, and measures. */
  Iteration random(String name, Learner<A, ActiveModel<A>> learner, int seed) {
    return once(
        loop(pool(), learner, name + "-seed" + seed)
            .initial(Strategies.random(), acquisition.all())
            .evaluator(test()),
        seed);
  }

  /** Trains on acquired labels and measures. */
  Iteration onGold(String name, Learner<A, ActiveModel<A>> learner, Gold<A> gold) {
    return once(
        loop(gold.pool(), learner, name + "-seed" + gold.seed()).evaluator(test()), gold.seed());
  }

  /** Trains on acquired labels and a teacher's pseudo-labels and measures. */
  Iteration onPseudo(String name, Teaching<A> teaching, PlasmOptions options, Gold<A> gold) {
    PlasmLearner<A, ActiveModel<A>, ActiveModel<A>> learner =
        PlasmLearner.of(teaching.teacher(), teaching.successor(), pool().corpus(), options)
            .withKnownGold(task.train());
    return once(
        loop(gold.pool(), learner, name + "-seed" + gold.seed())
            .evaluator(new PseudoLabelScores<>(learner, test())),
        gold.seed());
  }

  /** Labels of one seed. */
  record Gold<A extends Annotation>(Pool<A> pool, int seed) {}

  /** Who teaches whom. */
  record Teaching<A extends Annotation>(
      Learner<A, ActiveModel<A>> teacher, Learner<A, ActiveModel<A>> successor) {}

  private Iteration once(ActiveLearningBuilder<A> builder, int seed) {
    try (ActiveLearning<A> loop =
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

  private ActiveLearningBuilder<A> loop(
      Pool<A> pool, Learner<A, ActiveModel<A>> learner, String name) {
    Path run = dir.resolve(name);
    RunIdentity<A> identity = RunIdentity.of(task);
    identity.check(run);
    return ActiveLearning.<A>builder(pool, task.labels())
        .learner(learner)
        .strategy(task.kind() == TagSequence.class ? Tagging.mnlp() : Strategies.leastConfidence())
        .configuration(identity.configuration(run))
        .runDirectory(run);
  }

  private Evaluator<A> test() {
    return task.evaluator();
  }

  private Pool<A> pool() {
    return Pool.unlabelled(Corpus.of(task.train().stream().map(Labelled::instance).toList()));
  }
}
