package org.al4j.strategies.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.ActiveLearningBuilder;
import org.al4j.core.loop.Training;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.metrics.CrossValidation;
import org.al4j.strategies.Strategies;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that is reached without a test set. */
class CrossValidationStoppingTest {
  private static final double TARGET = 0.73;
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(300, 3, 21);

  @TempDir private Path dir;

  private static ActiveLearningBuilder<ClassLabel> builder(int folds) {
    CrossValidation<ClassLabel, TinyClassifier> validation =
        CrossValidation.of(new TinyLearner(), folds);
    return ActiveLearning.<ClassLabel>builder(Pool.unlabelled(DATA.corpus()), DATA.labels())
        .learner(validation.learner())
        .evaluator(validation)
        .initial(Strategies.random(), Budget.items(3))
        .strategy(Strategies.random())
        .budget(Budget.items(15))
        .stopping(
            Stopping.targetQuality(CrossValidation.ACCURACY, TARGET).or(Stopping.maximumRounds(15)))
        .seed(4);
  }

  private static List<Map<String, Double>> scores(ActiveLearning<ClassLabel> loop) {
    return loop.history().stream().map(Iteration::scores).toList();
  }

  private static List<Map<String, Double>> run(ActiveLearningBuilder<ClassLabel> builder) {
    try (ActiveLearning<ClassLabel> loop = builder.build()) {
      loop.run(Oracle.gold(DATA.items()));
      return scores(loop);
    }
  }

  @Test
  void targetQuality_crossValidated_stopsWhenItIsReached() {
    try (ActiveLearning<ClassLabel> loop = builder(5).build()) {
      loop.run(Oracle.gold(DATA.items()));
      List<Double> accuracies =
          scores(loop).stream().map(round -> round.get(CrossValidation.ACCURACY)).toList();
      assertEquals(Double.NaN, accuracies.get(0), "3 labels are fewer than 5 folds: no score");
      int last = accuracies.size() - 1;
      assertTrue(last > 1 && last < 14, accuracies::toString);
      assertTrue(accuracies.subList(1, last).stream().allMatch(value -> value < TARGET));
      assertTrue(accuracies.get(last) >= TARGET);
      assertTrue(
          loop.stopReason().orElseThrow().startsWith("the target is reached: cv_accuracy is "));
    }
  }

  @Test
  void run_brokenOffAndResumed_hasTheScoresOfAnUndisturbedOne() {
    for (Training training : List.of(Training.fromScratch(), Training.warmOnNew())) {
      List<Map<String, Double>> expected = run(builder(5).training(training));
      Path run = dir.resolve(training.describe().replace(' ', '-'));
      try (ActiveLearning<ClassLabel> loop =
          builder(5).training(training).runDirectory(run).build()) {
        for (int round = 0; round < 3; round++) {
          loop.accept(Oracle.gold(DATA.items()).ask(loop.next().orElseThrow()));
        }
      }
      assertEquals(expected, run(builder(5).training(training).runDirectory(run)));
    }
  }

  @Test
  void build_resumedWithOtherFolds_isRefused() {
    run(builder(5).runDirectory(dir));
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> run(builder(4).runDirectory(dir)));
    assertTrue(refusal.getMessage().contains("now it is 4 folds"), refusal::getMessage);
  }
}
