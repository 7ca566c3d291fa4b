package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;

class FoldScoresTest {
  private static final Dataset<ClassLabel> TEXTS = FakeTexts.dataset(60, 3, 5);

  private static List<Map<String, Double>> scores(int folds, int count, long seed) {
    return FoldScores.of(
        new TinyLearner(),
        Measure.CLASSES,
        folds,
        new FoldScores.Examples<>(TEXTS.items().subList(0, count), TEXTS.labels()),
        seed);
  }

  /** Folds of one size: the mean accuracy is that of all predictions together. */
  @Test
  void of_equalFolds_haveTheMeanOfCrossValidation() {
    List<Map<String, Double>> folds = scores(5, 60, 3);
    assertEquals(5, folds.size());
    double mean =
        folds.stream().mapToDouble(one -> one.get(ClassificationEvaluator.ACCURACY)).sum() / 5;
    assertEquals(
        CrossValidation.of(new TinyLearner(), 5)
            .scores(TEXTS.items(), TEXTS.labels(), 3)
            .get(CrossValidation.ACCURACY),
        mean,
        1e-12);
  }

  @Test
  void of_sameSeed_isTheSame() {
    assertEquals(scores(4, 60, 3), scores(4, 60, 3));
  }

  @Test
  void of_tooFewExamplesOrFolds_hasNothingOrIsRefused() {
    assertEquals(List.of(), scores(4, 3, 3));
    assertThrows(IllegalArgumentException.class, () -> scores(1, 60, 3));
  }
}
