package org.al4j.models.internal.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.al4j.models.internal.newton.NewtonSolver;
import org.al4j.models.kind.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DenseLogisticTest {
  private static final int WIDTH = 5;
  private static final int CLASSES = 3;
  private static final int ROWS = 150;
  private static final double STEP = 1e-6;

  private static DenseLogistic loss(ProblemType problem, int rows, int width) {
    SplittableRandom random = new SplittableRandom(1);
    float[] x = new float[rows * width];
    double[] targets = new double[rows * CLASSES];
    double[] weights = new double[rows];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextDouble(-1, 1);
    }
    for (int i = 0; i < rows; i++) {
      weights[i] = i % 7 == 0 ? 0 : random.nextDouble(0.5, 2);
      targets[i * CLASSES + random.nextInt(CLASSES)] = 1;
    }
    DenseLogistic.Goal goal = new DenseLogistic.Goal(targets, weights, CLASSES, problem);
    return new DenseLogistic(Tiles.of(x, width), goal, 2.5);
  }

  private static DenseLogistic loss(ProblemType problem) {
    return loss(problem, ROWS, WIDTH);
  }

  private static double[] random(int size, long seed) {
    return new SplittableRandom(seed).doubles(size, -1, 1).toArray();
  }

  private static double[] gradient(DenseLogistic loss, double[] x) {
    double[] gradient = new double[x.length];
    loss.evaluate(x, gradient);
    return gradient;
  }

  private static double[] moved(double[] x, double[] v, double step) {
    double[] moved = x.clone();
    for (int j = 0; j < x.length; j++) {
      moved[j] += step * v[j];
    }
    return moved;
  }

  @ParameterizedTest
  @EnumSource(names = {"SINGLE_LABEL_CLASSIFICATION", "MULTI_LABEL_CLASSIFICATION"})
  void evaluate_gradient_equalsCentralDifferences(ProblemType problem) {
    DenseLogistic loss = loss(problem);
    double[] x = random(loss.size(), 1);
    double[] gradient = gradient(loss, x);
    double[] unused = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      double[] unit = new double[x.length];
      unit[j] = 1;
      double up = loss.evaluate(moved(x, unit, STEP), unused);
      double down = loss.evaluate(moved(x, unit, -STEP), unused);
      assertEquals((up - down) / (2 * STEP), gradient[j], 1e-5, "parameter " + j);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SINGLE_LABEL_CLASSIFICATION", "MULTI_LABEL_CLASSIFICATION"})
  void curvature_anyDirection_equalsDifferenceOfGradients(ProblemType problem) {
    DenseLogistic loss = loss(problem);
    double[] x = random(loss.size(), 1);
    double[] v = random(loss.size(), 2);
    double[] after = gradient(loss, moved(x, v, STEP));
    double[] before = gradient(loss, moved(x, v, -STEP));
    gradient(loss, x);
    double[] product = new double[x.length];
    loss.curvature(v, product);
    for (int j = 0; j < x.length; j++) {
      // in single precision
      assertEquals((after[j] - before[j]) / (2 * STEP), product[j], 1e-3, "parameter " + j);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SINGLE_LABEL_CLASSIFICATION", "MULTI_LABEL_CLASSIFICATION"})
  void minimise_result_hasVanishingGradientFromAnyStart(ProblemType problem) {
    DenseLogistic loss = loss(problem);
    double[] first = random(loss.size(), 4);
    double[] second = random(loss.size(), 5);
    new NewtonSolver(loss).minimise(first, step -> {}, () -> false);
    assertTrue(Arrays.stream(gradient(loss, first)).allMatch(g -> Math.abs(g) < 1e-5));
    new NewtonSolver(loss).minimise(second, step -> {}, () -> false);
    for (int j = 0; j < first.length; j++) {
      if (j % (WIDTH + 1) < WIDTH) {
        assertEquals(first[j], second[j], 1e-6);
      }
    }
  }

  @Test
  void minimise_onOneThreadAndOnMany_givesTheSameBits() {
    double[] many = minimised();
    ForkJoinPool one = new ForkJoinPool(1);
    double[] alone = one.submit(DenseLogisticTest::minimised).join();
    one.shutdown();
    assertArrayEquals(many, alone);
  }

  private static double[] minimised() {
    DenseLogistic loss = loss(ProblemType.SINGLE_LABEL_CLASSIFICATION, 700, 60);
    double[] x = loss.start();
    new NewtonSolver(loss).minimise(x, step -> {}, () -> false);
    return x;
  }

  @Test
  void evaluate_atZero_isWeightTimesLogOfClasses() {
    DenseLogistic loss = loss(ProblemType.SINGLE_LABEL_CLASSIFICATION);
    double[] zero = new double[loss.size()];
    double first = loss.evaluate(zero, zero.clone());
    assertEquals(2.5 * loss.loss(zero), first, 1e-9);
    double weights = first / (2.5 * Math.log(3));
    assertTrue(weights > ROWS * 6.0 / 7 * 0.5 && weights < ROWS * 2);
  }

  @Test
  void solve_ofAFactor_givesBackWhatWasMultiplied() {
    double[][] a = {{4, 2, .5}, {0, 5, 1}, {0, 0, 3}};
    double[] b = {4 * 1 + 2 * 2 - .5, 2 + 10 - 1, .5 + 2 - 3};
    Factor.of(a).solve(b);
    assertArrayEquals(new double[] {1, 2, -1}, b, 1e-12);
  }

  @Test
  void inverse_ofAFactor_timesTheMatrixIsOne() {
    double[][] a = {{4, 2, .5}, {2, 5, 1}, {.5, 1, 3}};
    double[][] inverse =
        Factor.of(Arrays.stream(a).map(double[]::clone).toArray(double[][]::new)).inverse();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(inverse[i][j], inverse[j][i], 0.0);
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += a[i][k] * inverse[k][j];
        }
        assertEquals(i == j ? 1 : 0, sum, 1e-12);
      }
    }
  }

  @Test
  void scores_rowsOfAnyNumber_areProductsAndDoNotDependOnEachOther() {
    float[] x = new float[300 * 7];
    float[] w = new float[3 * 7];
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextDouble(-1, 1);
    }
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) random.nextDouble(-1, 1);
    }
    float[] biases = {1, 0, -1};
    float[] all = Scores.of(x, w, biases);
    for (int row = 0; row < 300; row++) {
      float[] own = Scores.of(Arrays.copyOfRange(x, row * 7, row * 7 + 7), w, biases);
      assertArrayEquals(own, Arrays.copyOfRange(all, row * 3, row * 3 + 3));
      for (int k = 0; k < 3; k++) {
        double sum = biases[k];
        for (int j = 0; j < 7; j++) {
          sum += (double) w[k * 7 + j] * x[row * 7 + j];
        }
        assertEquals(sum, own[k], 1e-5);
      }
    }
  }
}
