package org.al4j.models.internal.linear;

import java.util.Arrays;

/**
 * Ridge regression of a number on dense rows, {@code C * sum_i w_i (y_i - w.x_i - b)^2 + ||w||^2},
 * exactly, by Cholesky's decomposition. The numbers are taken less their mean; what the bias has
 * left to do then meets the ridge of {@link DenseLogistic}.
 */
public final class DenseRidge {
  private DenseRidge() {}

  /**
   * The optimum {@code [w, b] [d + 1]}.
   *
   * @param y the numbers, {@code [n]}
   * @param weights of the rows, {@code [n]}
   */
  public static double[] solve(Tiles x, double[] y, double[] weights, double c) {
    double all = Arrays.stream(weights).sum();
    double mean = 0;
    for (int i = 0; i < y.length; i++) {
      mean += all > 0 ? weights[i] / all * y[i] : 0;
    }
    double[][] right = x.forClasses(1);
    for (int i = 0; i < y.length; i++) {
      right[i / Tiles.TILE][i % Tiles.TILE] = c * weights[i] * (y[i] - mean);
    }
    int width = x.width();
    double[] solution = new double[width];
    x.multiplyTransposed(right, solution);
    double[] a = x.products(weights);
    for (int j = 0; j < width; j++) {
      for (int i = j; i < width; i++) {
        a[j * width + i] *= c;
      }
      a[j * width + j] += j == width - 1 ? DenseLogistic.BIAS_RIDGE : 1;
    }
    Factor.of(a, width).solve(solution, 0);
    solution[width - 1] += mean;
    return solution;
  }

  /** The sum of the rows' weighted squared errors. */
  public static double squares(Tiles x, double[] y, double[] weights, double[] solution) {
    double[][] said = x.forClasses(1);
    x.multiply(solution, said, tile -> {});
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double error = said[i / Tiles.TILE][i % Tiles.TILE] - y[i];
      sum += weights[i] * error * error;
    }
    return sum;
  }
}
