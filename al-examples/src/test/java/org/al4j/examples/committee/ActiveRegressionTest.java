package org.al4j.examples.committee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.ActiveLearningBuilder;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.QueryStrategy;
import org.al4j.models.committee.CommitteeLearner;
import org.al4j.models.regression.Features;
import org.al4j.models.regression.RidgeLearner;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.stopping.Stopping;
import org.junit.jupiter.api.Test;

/**
 * Active learning of a made-up function {@code y = 2 a - 3 b + noise}: most of the pool lies near
 * the origin, where labels say little about the slopes, and the test set everywhere. A committee of
 * ridge regressions disagrees far out.
 */
class ActiveRegressionTest {
  private static final int SEEDS = 12;
  private static final int ROUNDS = 8;

  private static Labelled<RealValue> point(String id, double reach, SplittableRandom random) {
    double a = random.nextDouble(-reach, reach);
    double b = random.nextDouble(-reach, reach);
    Map<String, String> attributes = Map.of("a", Double.toString(a), "b", Double.toString(b));
    double y = 2 * a - 3 * b + random.nextGaussian();
    return new Labelled<>(new Instance(id, "", List.of(), attributes), new RealValue(y));
  }

  private static List<Labelled<RealValue>> points(int near, int far, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Labelled<RealValue>> items = new ArrayList<>();
    for (int i = 0; i < near + far; i++) {
      items.add(point(String.format(Locale.ROOT, "p%03d", i), i < near ? 0.3 : 3, random));
    }
    return items;
  }

  private static ActiveLearningBuilder<RealValue> loop(
      List<Labelled<RealValue>> gold, QueryStrategy strategy) {
    RidgeLearner ridge = RidgeLearner.of(Features.attributes(List.of("a", "b")), 0.1);
    List<Labelled<RealValue>> test = points(0, 200, 77);
    return ActiveLearning.builder(
            Pool.<RealValue>unlabelled(gold.stream().map(Labelled::instance).toList()),
            LabelSpace.none())
        .learner(CommitteeLearner.bagging(ridge, 10))
        .initial(Strategies.random(), Budget.items(6))
        .strategy(strategy)
        .budget(Budget.items(3))
        .stopping(Stopping.maximumRounds(ROUNDS))
        .evaluator((model, labels) -> Map.of("mse", meanSquaredError(model, test)));
  }

  private static double meanSquaredError(
      SuccessorModel<RealValue> model, List<Labelled<RealValue>> test) {
    double[] sum = {0};
    int[] at = {0};
    model.predict(
        test.stream().map(Labelled::instance).toList(),
        prediction -> {
          double error = prediction.annotation().value() - test.get(at[0]++).annotation().value();
          sum[0] += error * error;
        });
    return sum[0] / test.size();
  }

  /** The mean error over the rounds after the first, which both strategies share. */
  private static double[] run(String strategy, long seed) {
    List<Labelled<RealValue>> gold = points(270, 30, seed);
    try (ActiveLearning<RealValue> loop =
        loop(gold, Strategies.named(strategy)).seed(seed).build()) {
      loop.run(Oracle.gold(gold));
      List<Iteration> history = loop.history();
      assertEquals(ROUNDS, history.size());
      double mean = 0;
      for (Iteration iteration : history.subList(1, ROUNDS)) {
        mean += iteration.scores().get("mse") / (ROUNDS - 1);
      }
      return new double[] {history.get(0).scores().get("mse"), mean};
    }
  }

  @Test
  void run_variance_beatsRandomPairedOverSeeds() {
    double[] gains = new double[SEEDS];
    double mean = 0;
    int wins = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      double[] random = run("random", seed);
      double[] variance = run("variance", seed);
      assertEquals(random[0], variance[0], "pairs share data, first batch and first committee");
      gains[seed] = Math.log(random[1] / variance[1]); // a ratio: seeds differ in scale
      mean += gains[seed] / SEEDS;
      wins += gains[seed] > 0 ? 1 : 0;
    }
    double squares = 0;
    for (double gain : gains) {
      squares += (gain - mean) * (gain - mean);
    }
    double t = mean / Math.sqrt(squares / (SEEDS - 1) / SEEDS);
    System.out.printf(
        Locale.ROOT,
        "variance against random: %d wins of %d, mean squared error %.2f times as large, t ="
            + " %.2f%n",
        wins,
        SEEDS,
        Math.exp(-mean),
        t);
    assertTrue(wins >= 10, "wins: " + wins);
    assertTrue(t > 3.106, "paired t, 11 degrees of freedom, p < 0.005 one-sided: " + t);
  }

  @Test
  void build_classificationStrategy_isRefusedNamingTheOutput() {
    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class,
            () -> loop(points(9, 1, 1), Strategies.named("bald")).build());
    assertTrue(refusal.getMessage().contains("MEMBER_PROBABILITIES"), refusal.getMessage());
  }
}
