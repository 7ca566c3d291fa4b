package org.al4j.models.tfidf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.al4j.models.internal.newton.NewtonSolver;
import org.al4j.models.kind.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogisticLossTest {
  private static final int FEATURES = 4;
  private static final int CLASSES = 3;
  private static final double STEP = 1e-6;

  private static LogisticLoss loss(ProblemType problem) {
    SparseRows rows =
        new SparseRows(
            new int[] {0, 2, 2, 5, 6},
            new int[] {0, 2, 0, 1, 3, 2},
            new double[] {.6, .8, .3, .4, -.5, 1});
    LogisticLoss.Goal goal =
        new LogisticLoss.Goal(
            new double[] {1, 0, 0, 0, .3, .7, 0, 1, 0, .2, .5, .3}, // [n, C]
            new double[] {1, .5, 2, 1},
            CLASSES,
            problem);
    return new LogisticLoss(rows, goal, FEATURES, 2.5);
  }

  private static double[] random(int size, long seed) {
    return new SplittableRandom(seed).doubles(size, -1, 1).toArray();
  }

  private static double[] gradient(LogisticLoss loss, double[] x) {
    double[] gradient = new double[x.length];
    loss.evaluate(x, gradient);
    return gradient;
  }

  @ParameterizedTest
  @EnumSource(names = {"SINGLE_LABEL_CLASSIFICATION", "MULTI_LABEL_CLASSIFICATION"})
  void evaluate_gradient_equalsCentralDifferences(ProblemType problem) {
    LogisticLoss loss = loss(problem);
    double[] x = random(loss.size(), 1);
    double[] gradient = gradient(loss, x);
    for (int j = 0; j < x.length; j++) {
      double[] up = x.clone();
      double[] down = x.clone();
      up[j] += STEP;
      down[j] -= STEP;
      double[] unused = new double[x.length];
      double slope = (loss.evaluate(up, unused) - loss.evaluate(down, unused)) / (2 * STEP);
      assertEquals(slope, gradient[j], 1e-7, "parameter " + j);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SINGLE_LABEL_CLASSIFICATION", "MULTI_LABEL_CLASSIFICATION"})
  void curvature_anyDirection_equalsDifferenceOfGradients(ProblemType problem) {
    LogisticLoss loss = loss(problem);
    double[] x = random(loss.size(), 1);
    double[] v = random(loss.size(), 2);
    double[] up = x.clone();
    double[] down = x.clone();
    for (int j = 0; j < x.length; j++) {
      up[j] += STEP * v[j];
      down[j] -= STEP * v[j];
    }
    double[] after = gradient(loss, up);
    double[] before = gradient(loss, down);
    gradient(loss, x);
    double[] product = new double[x.length];
    loss.curvature(v, product);
    for (int j = 0; j < x.length; j++) {
      assertEquals((after[j] - before[j]) / (2 * STEP), product[j], 1e-7, "parameter " + j);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SINGLE_LABEL_CLASSIFICATION", "MULTI_LABEL_CLASSIFICATION"})
  void diagonal_everyParameter_equalsCurvatureAlongIt(ProblemType problem) {
    LogisticLoss loss = loss(problem);
    gradient(loss, random(loss.size(), 3));
    double[] diagonal = new double[loss.size()];
    loss.diagonal(diagonal);
    for (int j = 0; j < diagonal.length; j++) {
      double[] unit = new double[loss.size()];
      unit[j] = 1;
      double[] column = new double[loss.size()];
      loss.curvature(unit, column);
      assertEquals(column[j], diagonal[j], 1e-12);
      assertTrue(diagonal[j] > 0);
    }
  }

  @Test
  void evaluate_atZero_isWeightTimesLogOfClasses() {
    LogisticLoss loss = loss(ProblemType.SINGLE_LABEL_CLASSIFICATION);
    double[] zero = new double[loss.size()];
    assertEquals(2.5 * 4.5 * Math.log(3), loss.evaluate(zero, zero.clone()), 1e-12);
  }

  @Test
  void evaluate_atZeroOfIndependentClasses_isWeightTimesClassesTimesLogTwo() {
    LogisticLoss loss = loss(ProblemType.MULTI_LABEL_CLASSIFICATION);
    double[] zero = new double[loss.size()];
    assertEquals(2.5 * 4.5 * 3 * Math.log(2), loss.evaluate(zero, zero.clone()), 1e-12);
  }

  @Test
  void evaluate_farFromZero_staysFinite() {
    LogisticLoss loss = loss(ProblemType.MULTI_LABEL_CLASSIFICATION);
    double[] far = random(loss.size(), 6);
    for (int j = 0; j < far.length; j++) {
      far[j] *= 1e4;
    }
    assertTrue(Double.isFinite(loss.evaluate(far, new double[far.length])));
    assertTrue(Arrays.stream(gradient(loss, far)).allMatch(Double::isFinite));
  }

  @ParameterizedTest
  @EnumSource(names = {"SINGLE_LABEL_CLASSIFICATION", "MULTI_LABEL_CLASSIFICATION"})
  void minimise_result_hasVanishingGradientFromAnyStart(ProblemType problem) {
    double[] first = random(loss(problem).size(), 4);
    double[] second = random(loss(problem).size(), 5);
    LogisticLoss loss = loss(problem);
    new NewtonSolver(loss).minimise(first, step -> {}, () -> false);
    assertTrue(Arrays.stream(gradient(loss, first)).allMatch(g -> Math.abs(g) < 1e-6));
    new NewtonSolver(loss).minimise(second, step -> {}, () -> false);
    for (int j = 0; j < FEATURES * CLASSES; j++) {
      assertEquals(first[j], second[j], 1e-6);
    }
  }
}
