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
    double shift = mean;
    int width = x.width();
    double[] solution =
        x.multiplyTwice(
                new double[1][width],
                (z, t) -> {
                  for (int i = 0; i < z[0].length; i++) {
                    int row = t * Tiles.TILE + i;
                    z[0][i] = c * weights[row] * (y[row] - shift);
                  }
                })[0];
    double[][] a = x.products(weights);
    for (int j = 0; j < width; j++) {
      for (int i = j; i < width; i++) {
        a[j][i] *= c;
      }
      a[j][j] += j == width - 1 ? DenseLogistic.BIAS_RIDGE : 1;
    }
    Factor.of(a).solve(solution);
    solution[width - 1] += mean;
    return solution;
  }

  /** The sum of the rows' weighted squared errors. */
  public static double squares(Tiles x, double[] y, double[] weights, double[] solution) {
    double[] said = new double[y.length];
    x.multiply(
        new double[][] {solution},
        (z, t) -> System.arraycopy(z[0], 0, said, t * Tiles.TILE, z[0].length));
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double error = said[i] - y[i];
      sum += weights[i] * error * error;
    }
    return sum;
  }
}
