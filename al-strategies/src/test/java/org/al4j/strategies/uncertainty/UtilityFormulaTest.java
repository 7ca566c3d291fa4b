package org.al4j.strategies.uncertainty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.strategies.internal.matrix.Rowwise;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The formulas on the worked table of Aabol and Dragsten 2023, tables 2.1 to 2.4 (its rows need not
 * sum to one).
 */
class UtilityFormulaTest {
  /** Probabilities are float32. */
  private static final double EXACT = 1e-7;

  private static final double[][] TABLE = {
    {.23, .09, .12, .56, .12},
    {.19, .17, .19, .21, .24},
    {.71, .01, .05, .20, .03},
    {.20, .20, .20, .20, .20},
    {.01, .48, .49, .01, .01}
  };

  private static final ToDoubleFunction<double[]> LEAST = of(LeastConfidence::of);
  private static final ToDoubleFunction<double[]> MARGIN = of(Margin::of);
  private static final ToDoubleFunction<double[]> RATIO = of(Ratio::of);
  private static final ToDoubleFunction<double[]> BITS = of(entropy(Entropy.Base.TWO, false));
  private static final ToDoubleFunction<double[]> NATS = of(entropy(Entropy.Base.E, false));

  private static Rowwise.Formula entropy(Entropy.Base base, boolean normalised) {
    return new Entropy(base, normalised)::of;
  }

  /** The formula on a row that has other rows before and after it. */
  private static ToDoubleFunction<double[]> of(Rowwise.Formula formula) {
    return row -> {
      float[] flat = new float[row.length + 2];
      Arrays.fill(flat, 1);
      for (int k = 0; k < row.length; k++) {
        flat[k + 1] = (float) row[k];
      }
      return formula.of(flat, 1, row.length + 1);
    };
  }

  private static double[] scores(ToDoubleFunction<double[]> formula) {
    return IntStream.range(0, TABLE.length)
        .mapToDouble(i -> formula.applyAsDouble(TABLE[i]))
        .toArray();
  }

  /** Row numbers from 1, the one asked first in front. */
  private static List<Integer> ranking(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> -scores[i]))
        .map(i -> i + 1)
        .toList();
  }

  @Test
  void leastConfidence_thesisTable_picksT4ThenT2() {
    double[] scores = scores(LEAST);
    assertArrayEquals(new double[] {.44, .76, .29, .80, .51}, scores, EXACT);
    assertEquals(List.of(4, 2), ranking(scores).subList(0, 2));
  }

  @Test
  void margin_thesisTable_picksT4ThenT5() {
    double[] scores = scores(MARGIN);
    assertArrayEquals(new double[] {.67, .97, .49, 1, .99}, scores, EXACT);
    assertEquals(List.of(4, 5), ranking(scores).subList(0, 2));
  }

  @Test
  void ratio_thesisTable_picksT4ThenT5() {
    double[] scores = scores(RATIO);
    assertArrayEquals(new double[] {.23 / .56, .21 / .24, .20 / .71, 1, .48 / .49}, scores, EXACT);
    assertEquals(List.of(4, 5), ranking(scores).subList(0, 2));
  }

  @Test
  void entropy_thesisTableInBits_picksT4ThenT2() {
    double[] scores = scores(BITS);
    assertArrayEquals(new double[] {2.003, 2.312, 1.250, 2.322, 1.212}, scores, 5e-4);
    assertEquals(List.of(4, 2), ranking(scores).subList(0, 2));
  }

  @Test
  void entropy_uniform_isLogOfClassesInEachForm() {
    double[] uniform = TABLE[3];
    assertEquals(Math.log(5), NATS.applyAsDouble(uniform), EXACT);
    assertEquals(Math.log(5) / Math.log(2), BITS.applyAsDouble(uniform), EXACT);
    assertEquals(1, of(entropy(Entropy.Base.E, true)).applyAsDouble(uniform), EXACT);
    assertEquals(1, of(entropy(Entropy.Base.TWO, true)).applyAsDouble(uniform), EXACT);
  }

  @Test
  void allUtilities_certainRow_areZero() {
    double[] certain = {0, 1, 0};
    assertEquals(0, LEAST.applyAsDouble(certain));
    assertEquals(0, MARGIN.applyAsDouble(certain));
    assertEquals(0, RATIO.applyAsDouble(certain));
    assertEquals(0, NATS.applyAsDouble(certain));
  }

  /** A block of more rows than are copied at once: scores are those of the rows one by one. */
  @Test
  void score_longBlock_scoresEachRowInItsPlace() {
    int count = 3000;
    float[][] rows = new float[count][3];
    List<Instance> instances = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows[i] = new float[] {(i % 1024) / 2048f, 0.5f, 0.5f - (i % 1024) / 2048f};
      instances.add(Instance.ofText("r" + i, ""));
    }
    double[] out = new double[count];
    try (INDArray p = Nd4j.createFromArray(rows)) {
      new Margin().score(Outputs.of(0, instances, Map.of(Output.PROBABILITIES, p)), out);
    }
    for (int i = 0; i < count; i++) {
      assertEquals(0.5 + Math.max(rows[i][0], rows[i][2]), out[i], "row " + i);
    }
  }

  @Test
  void entropy_zeros_countAsNothing() {
    assertEquals(Math.log(2), NATS.applyAsDouble(new double[] {.5, 0, .5, 0}), EXACT);
  }

  @Test
  void allUtilities_oneClass_areZero() {
    double[] only = {1};
    assertEquals(0, LEAST.applyAsDouble(only));
    assertEquals(0, MARGIN.applyAsDouble(only));
    assertEquals(0, RATIO.applyAsDouble(only));
    assertEquals(0, NATS.applyAsDouble(only));
    assertEquals(0, of(entropy(Entropy.Base.E, true)).applyAsDouble(only));
  }

  @Test
  void ratio_softmaxOfLogits_isExpOfTheirDifference() {
    double[] p = {Math.exp(1.5) / 10, Math.exp(-0.5) / 10, Math.exp(0.25) / 10};
    assertEquals(Math.exp(0.25 - 1.5), RATIO.applyAsDouble(p), EXACT);
  }

  @Test
  void allUtilities_twoClasses_rankIdentically() {
    double[] certainty = IntStream.rangeClosed(512, 1024).mapToDouble(i -> i / 1024.0).toArray();
    for (int i = 1; i < certainty.length; i++) {
      double[] less = {certainty[i - 1], 1 - certainty[i - 1]};
      double[] more = {1 - certainty[i], certainty[i]};
      assertTrue(LEAST.applyAsDouble(less) > LEAST.applyAsDouble(more));
      assertTrue(MARGIN.applyAsDouble(less) > MARGIN.applyAsDouble(more));
      assertTrue(RATIO.applyAsDouble(less) > RATIO.applyAsDouble(more));
      assertTrue(NATS.applyAsDouble(less) > NATS.applyAsDouble(more));
    }
  }

  @Test
  void allUtilities_nanAnywhere_areNan() {
    for (int at = 0; at < 3; at++) {
      double[] row = {.2, .3, .5};
      row[at] = Double.NaN;
      assertTrue(Double.isNaN(LEAST.applyAsDouble(row)));
      assertTrue(Double.isNaN(MARGIN.applyAsDouble(row)));
      assertTrue(Double.isNaN(RATIO.applyAsDouble(row)));
      assertTrue(Double.isNaN(NATS.applyAsDouble(row)));
    }
  }
}
