package org.al4j.strategies.diversity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;

class DiscriminativeTest {
  /** Three directions with some noise: rows 0 to 19, 20 to 39, 40 to 59. */
  private static TableModel directions() {
    SplittableRandom random = new SplittableRandom(4);
    float[][] x = new float[60][4];
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 4; j++) {
        x[i][j] = (float) (0.1 * random.nextDouble() + (j == i / 20 ? 1 : 0));
      }
    }
    return new TableModel(x, x);
  }

  @Test
  void select_oneDirectionUnlabelled_asksThere() {
    TableModel model = directions();
    int[] labelled = IntStream.range(0, 40).filter(i -> i % 2 == 0).toArray();
    for (int batches : new int[] {1, 5}) {
      int[] rows = model.rows(new Discriminative(batches, 10), model.pool(60, labelled), 5, 1);
      assertTrue(IntStream.of(rows).allMatch(row -> row >= 40), java.util.Arrays.toString(rows));
    }
  }

  @Test
  void select_subBatches_turnToWhatTheFirstOneLeft() {
    TableModel model = directions();
    int[] labelled = IntStream.range(0, 10).toArray();
    int[] rows = model.rows(new Discriminative(10, 10), model.pool(60, labelled), 10, 1);
    long second = IntStream.of(rows).filter(row -> row >= 20 && row < 40).count();
    long third = IntStream.of(rows).filter(row -> row >= 40).count();
    assertEquals(10, second + third);
    assertTrue(second >= 3 && third >= 3, second + " and " + third);
  }

  /** At the minimum of the penalised loss its slope is zero. */
  @Test
  void train_smallSets_endsAtTheMinimum() {
    float[][] known = {{1, 0}, {.8f, .6f}};
    float[][] x = {{0, 1}, {.6f, .8f}, {-1, 0}};
    float[] w =
        Separator.train(
            References.matrix(known), References.matrix(x), new int[] {1}, new int[] {0, 2});
    double[] best =
        minimum(new double[][] {{1, 0}, {.8, .6}, {.6, .8}}, new double[][] {{0, 1}, {-1, 0}});
    assertArrayEquals(best, new double[] {w[0], w[1]}, 0.02 * Math.hypot(best[0], best[1]));
  }

  /** Plain gradient descent for very long. */
  private static double[] minimum(double[][] known, double[][] others) {
    double[] w = new double[3];
    for (int step = 0; step < 200_000; step++) {
      double[] slope = {1e-3 * w[0], 1e-3 * w[1], 0};
      add(slope, known, w, 0);
      add(slope, others, w, 1);
      for (int j = 0; j < 3; j++) {
        w[j] -= slope[j];
      }
    }
    return new double[] {w[0], w[1]};
  }

  private static void add(double[] slope, double[][] rows, double[] w, int target) {
    for (double[] row : rows) {
      double p = 1 / (1 + Math.exp(-(row[0] * w[0] + row[1] * w[1] + w[2])));
      double error = 0.5 / rows.length * (p - target);
      slope[0] += error * row[0];
      slope[1] += error * row[1];
      slope[2] += error;
    }
  }

  @Test
  void select_nothingLabelled_isRefused() {
    TableModel model = directions();
    assertThrows(
        InvalidInputException.class,
        () -> model.rows(Diversity.discriminative(), model.pool(60), 3, 1));
    assertThrows(IllegalArgumentException.class, () -> new Discriminative(0, 1));
  }
}
