package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.Prediction;
import org.al4j.metrics.LabelErrors.Order;
import org.al4j.metrics.LabelErrors.Suspect;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelErrorsTest {
  /** Class 2 has no example; the last example is below both thresholds. */
  private static final int[] GIVEN = {0, 0, 0, 1, 1};

  private static final double[][] P = {
    {0.8, 0.1, 0.1}, {0.6, 0.3, 0.1}, {0.1, 0.8, 0.1}, {0.2, 0.7, 0.1}, {0.4, 0.5, 0.1}
  };

  @Test
  void joint_byHand_countsConfidentExamplesAlone() {
    LabelErrors found = LabelErrors.of(GIVEN, P);

    double[] t = found.thresholds();
    assertArrayEquals(new double[] {0.5, 0.6, Double.NaN}, t, 1e-15);
    assertArrayEquals(new long[][] {{2, 1, 0}, {0, 1, 0}, {0, 0, 0}}, found.confidentJoint());
    assertEquals(1, found.estimatedErrors(), 1e-15); // 3 of class 0, a third of them wrong
    List<Suspect> suspects = found.suspects(Order.SELF_CONFIDENCE);
    assertEquals(1, suspects.size());
    Suspect one = suspects.get(0);
    assertEquals(List.of(2, 0, 1), List.of(one.index(), one.given(), one.suggested()));
    assertEquals(0.1, one.selfConfidence());
    assertEquals(0.15, one.margin(), 1e-15);
  }

  @Test
  void ranked_byHand_hasAllExamples() {
    assertArrayEquals(
        new int[] {2, 4, 1, 3, 0}, LabelErrors.ranked(GIVEN, P, Order.SELF_CONFIDENCE));
    // margins .85, .65, .15, .75, .55
    assertArrayEquals(
        new int[] {2, 4, 1, 3, 0}, LabelErrors.ranked(GIVEN, P, Order.NORMALISED_MARGIN));
  }

  /** What an independent program in numpy gives: for each example {@code argmax p >= t - 1e-9}. */
  @Test
  void joint_sixtyExamples_isThatOfNumpy() {
    int[] given = new int[60];
    double[][] p = new double[60][4];
    for (int i = 0; i < 60; i++) {
      for (int k = 0; k < 4; k++) {
        p[i][k] = (7 * i + 13 * k * k + 5 * i * k) % 17 + 1;
      }
      double sum = Arrays.stream(p[i]).sum();
      for (int k = 0; k < 4; k++) {
        p[i][k] /= sum;
      }
      given[i] = (i * 5 + i / 7) % 4;
      given[i] = given[i] == 3 && i % 2 == 1 ? 0 : given[i];
    }

    LabelErrors found = LabelErrors.of(given, p);

    assertArrayEquals(
        new double[] {0.31017602, 0.22032482, 0.06201341, 0.2576813}, found.thresholds(), 5e-9);
    assertArrayEquals(
        new long[][] {{9, 8, 0, 5}, {8, 5, 0, 4}, {5, 6, 0, 6}, {1, 1, 0, 2}},
        found.confidentJoint());
    assertEquals(44, found.estimatedErrors(), 1e-12);
    List<Integer> bySelf = indices(found.suspects(Order.SELF_CONFIDENCE));
    assertEquals(44, bySelf.size());
    assertEquals(List.of(0, 17, 40, 41, 57, 58, 13, 30, 20, 37, 27, 44), bySelf.subList(0, 12));
    List<Integer> byMargin = indices(found.suspects(Order.NORMALISED_MARGIN));
    assertEquals(List.of(40, 57, 0, 17, 2, 34, 51, 6, 23, 48, 9, 13), byMargin.subList(0, 12));
    assertEquals(List.of(5, 22, 18, 35, 7), byMargin.subList(39, 44));
    assertArrayEquals(
        new int[] {0, 17, 40, 41, 57, 58, 13, 30},
        Arrays.copyOf(LabelErrors.ranked(given, p, Order.SELF_CONFIDENCE), 8));
  }

  private static List<Integer> indices(List<Suspect> suspects) {
    return suspects.stream().map(Suspect::index).toList();
  }

  @Test
  void suspects_equallyProbable_areThoseOfNoTie() {
    double[][] even = {{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}};

    LabelErrors found = LabelErrors.of(new int[] {0, 1, 1}, even);

    assertArrayEquals(new long[][] {{1, 0}, {0, 2}}, found.confidentJoint());
    assertEquals(List.of(), found.suspects(Order.SELF_CONFIDENCE));
    assertArrayEquals(
        new int[] {0, 1, 2},
        LabelErrors.ranked(new int[] {0, 1, 1}, even, Order.NORMALISED_MARGIN));
  }

  /** The mean of equal numbers may lie above them by a rounding. */
  @Test
  void thresholds_ofEqualNumbers_holdForThemselves() {
    double[][] p = new double[49][];
    Arrays.setAll(p, i -> new double[] {0.1 + 0.2, 0.7});
    LabelErrors found = LabelErrors.of(new int[49], p);
    assertEquals(49, found.confidentJoint()[0][0]);
  }

  @Test
  void joint_oneClass_suspectsNothing() {
    LabelErrors found = LabelErrors.of(new int[] {0, 0}, new double[][] {{1}, {1}});
    assertArrayEquals(new long[][] {{2}}, found.confidentJoint());
    assertEquals(0, found.estimatedErrors());
    assertEquals(List.of(), found.suspects(Order.NORMALISED_MARGIN));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -0.2, 0.3, Double.POSITIVE_INFINITY})
  void of_noDistribution_isRefusedWithTheRow(double value) {
    double[][] p = {{0.5, 0.5}, {value, 0.5}};
    String said =
        assertThrows(IllegalArgumentException.class, () -> LabelErrors.of(new int[] {0, 1}, p))
            .getMessage();
    assertTrue(said.startsWith("each row must have 2 probabilities that sum to 1, found in row 1"));
  }

  @Test
  void of_otherSizes_isRefused() {
    double[][] ragged = {{0.5, 0.5}, {1}};
    assertThrows(IllegalArgumentException.class, () -> LabelErrors.of(new int[] {0, 0}, ragged));
    assertThrows(IllegalArgumentException.class, () -> LabelErrors.of(new int[] {0}, ragged));
    assertThrows(
        IllegalArgumentException.class, () -> LabelErrors.of(new int[] {2}, new double[][] {{1}}));
    assertThrows(IllegalArgumentException.class, () -> LabelErrors.of(new int[0], new double[0][]));
  }

  @Test
  void outOfSample_labelledExamples_hasOneOfEachByAModelWithoutIt() {
    Dataset<ClassLabel> data = FakeTexts.dataset(60, 3, 5);
    CrossValidation<ClassLabel, TinyClassifier> folds = CrossValidation.of(new TinyLearner(), 5);

    List<Prediction<ClassLabel>> said = folds.outOfSample(data.items(), data.labels(), 7);

    assertEquals(
        data.items().stream().map(item -> item.instance().id()).toList(),
        said.stream().map(one -> one.instance().id()).toList());
    long right = 0;
    for (int i = 0; i < said.size(); i++) {
      right += said.get(i).annotation().equals(data.items().get(i).annotation()) ? 1 : 0;
    }
    double accuracy = folds.scores(data.items(), data.labels(), 7).get(CrossValidation.ACCURACY);
    assertEquals(accuracy, right / 60.0, 1e-12);
    List<Labelled<ClassLabel>> few = data.items().subList(0, 3);
    assertEquals(List.of(), folds.outOfSample(few, data.labels(), 7));
  }
}
