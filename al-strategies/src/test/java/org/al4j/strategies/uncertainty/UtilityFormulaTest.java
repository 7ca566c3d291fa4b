package org.al4j.strategies.uncertainty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The formulas on the worked table of Aabol and Dragsten 2023, tables 2.1 to 2.4 (its rows need not
 * sum to one).
 */
class UtilityFormulaTest {
  private static final double EXACT = 1e-12;
  private static final double[][] TABLE = {
    {.23, .09, .12, .56, .12},
    {.19, .17, .19, .21, .24},
    {.71, .01, .05, .20, .03},
    {.20, .20, .20, .20, .20},
    {.01, .48, .49, .01, .01}
  };

  private static final ToDoubleFunction<double[]> BITS = new Entropy(Entropy.Base.TWO, false)::of;
  private static final ToDoubleFunction<double[]> NATS = Entropy.natural()::of;

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
    double[] scores = scores(LeastConfidence::of);
    assertArrayEquals(new double[] {.44, .76, .29, .80, .51}, scores, EXACT);
    assertEquals(List.of(4, 2), ranking(scores).subList(0, 2));
  }

  @Test
  void margin_thesisTable_picksT4ThenT5() {
    double[] scores = scores(Margin::of);
    assertArrayEquals(new double[] {.67, .97, .49, 1, .99}, scores, EXACT);
    assertEquals(List.of(4, 5), ranking(scores).subList(0, 2));
  }

  @Test
  void ratio_thesisTable_picksT4ThenT5() {
    double[] scores = scores(Ratio::of);
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
    assertEquals(1, new Entropy(Entropy.Base.E, true).of(uniform), EXACT);
    assertEquals(1, new Entropy(Entropy.Base.TWO, true).of(uniform), EXACT);
  }

  @Test
  void allUtilities_certainRow_areZero() {
    double[] certain = {0, 1, 0};
    assertEquals(0, LeastConfidence.of(certain));
    assertEquals(0, Margin.of(certain));
    assertEquals(0, Ratio.of(certain));
    assertEquals(0, NATS.applyAsDouble(certain));
  }

  @Test
  void entropy_zeros_countAsNothing() {
    assertEquals(Math.log(2), NATS.applyAsDouble(new double[] {.5, 0, .5, 0}), EXACT);
  }

  @Test
  void allUtilities_oneClass_areZero() {
    double[] only = {1};
    assertEquals(0, LeastConfidence.of(only));
    assertEquals(0, Margin.of(only));
    assertEquals(0, Ratio.of(only));
    assertEquals(0, NATS.applyAsDouble(only));
    assertEquals(0, new Entropy(Entropy.Base.E, true).of(only));
  }

  @Test
  void ratio_softmaxOfLogits_isExpOfTheirDifference() {
    double[] p = {Math.exp(1.5) / 10, Math.exp(-0.5) / 10, Math.exp(0.25) / 10};
    assertEquals(Math.exp(0.25 - 1.5), Ratio.of(p), EXACT);
  }

  @Test
  void allUtilities_twoClasses_rankIdentically() {
    double[] certainty = IntStream.rangeClosed(512, 1024).mapToDouble(i -> i / 1024.0).toArray();
    for (int i = 1; i < certainty.length; i++) {
      double[] less = {certainty[i - 1], 1 - certainty[i - 1]};
      double[] more = {1 - certainty[i], certainty[i]};
      assertTrue(LeastConfidence.of(less) > LeastConfidence.of(more));
      assertTrue(Margin.of(less) > Margin.of(more));
      assertTrue(Ratio.of(less) > Ratio.of(more));
      assertTrue(NATS.applyAsDouble(less) > NATS.applyAsDouble(more));
    }
  }

  @Test
  void allUtilities_nanAnywhere_areNan() {
    for (int at = 0; at < 3; at++) {
      double[] row = {.2, .3, .5};
      row[at] = Double.NaN;
      assertTrue(Double.isNaN(LeastConfidence.of(row)));
      assertTrue(Double.isNaN(Margin.of(row)));
      assertTrue(Double.isNaN(Ratio.of(row)));
      assertTrue(Double.isNaN(NATS.applyAsDouble(row)));
    }
  }
}
