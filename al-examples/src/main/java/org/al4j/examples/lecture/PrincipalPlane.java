package org.al4j.examples.lecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;

/**
 * Places of texts in the plane of the first two principal components of their embeddings: the two
 * directions in which they vary most, found by orthogonal iteration. The sign of each is such that
 * its largest coordinate is positive.
 *
 * @param places {@code [n][2]}, in the order of the rows
 * @param shares of the variance, of the two directions
 */
public record PrincipalPlane(double[][] places, double[] shares) {
  private static final int STEPS = 300;
  private static final double ENOUGH = 1e-12;

  /**
   * The plane of rows.
   *
   * @param rows {@code [n][d]}, at least two of them, of the same width of at least 2
   */
  public static PrincipalPlane of(float[][] rows) {
    if (rows.length < 2 || rows[0].length < 2) {
      throw new IllegalArgumentException(
          "a plane takes 2 rows of 2 numbers at least, found "
              + rows.length
              + (rows.length == 0 ? "" : " of " + rows[0].length));
    }
    double[] mean = mean(rows);
    double[][] covariance = covariance(rows, mean);
    double[][] axes = axes(covariance);
    double[][] places = new double[rows.length][2];
    double[] variances = new double[2];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < 2; k++) {
        for (int j = 0; j < mean.length; j++) {
          places[i][k] += (rows[i][j] - mean[j]) * axes[k][j];
        }
        variances[k] += places[i][k] * places[i][k] / rows.length;
      }
    }
    double all = 0;
    for (int j = 0; j < mean.length; j++) {
      all += covariance[j][j];
    }
    double whole = all == 0 ? 1 : all;
    return new PrincipalPlane(places, new double[] {variances[0] / whole, variances[1] / whole});
  }

  /**
   * The plane of texts as a view sees them, before any training.
   *
   * @param view offers EMBEDDING
   */
  public static PrincipalPlane of(AcquisitionModel view, List<Instance> texts) {
    List<float[]> rows = new ArrayList<>();
    view.forward(
        texts,
        Set.of(Output.EMBEDDING),
        outputs -> {
          for (int i = 0; i < outputs.size(); i++) {
            rows.add(outputs.get(Output.EMBEDDING).getRow(i).toFloatVector());
          }
        });
    return of(rows.toArray(float[][]::new));
  }

  private static double[] mean(float[][] rows) {
    double[] mean = new double[rows[0].length];
    for (float[] row : rows) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += row[j] / (double) rows.length;
      }
    }
    return mean;
  }

  private static double[][] covariance(float[][] rows, double[] mean) {
    int width = mean.length;
    double[][] sums = new double[width][width];
    double[] centred = new double[width];
    for (float[] row : rows) {
      for (int j = 0; j < width; j++) {
        centred[j] = row[j] - mean[j];
      }
      for (int j = 0; j < width; j++) {
        double own = centred[j] / rows.length;
        for (int k = 0; k < width; k++) {
          sums[j][k] += own * centred[k];
        }
      }
    }
    return sums;
  }

  /** The two leading eigenvectors of a symmetric matrix. */
  private static double[][] axes(double[][] matrix) {
    int width = matrix.length;
    double[][] axes = new double[2][width];
    for (int j = 0; j < width; j++) {
      axes[0][j] = 1 + j % 7; // along no axis of the data
      axes[1][j] = j % 3 == 1 ? -1 : 1;
    }
    orthonormal(axes);
    double before = -1;
    for (int step = 0; step < STEPS; step++) {
      double[][] next = {times(matrix, axes[0]), times(matrix, axes[1])};
      double length = Math.sqrt(dot(next[0], next[0])) + Math.sqrt(dot(next[1], next[1]));
      orthonormal(next);
      axes = next;
      if (Math.abs(length - before) <= ENOUGH * length && step > STEPS / 2) {
        break;
      }
      before = length;
    }
    upright(axes[0]);
    upright(axes[1]);
    return axes;
  }

  /** A second axis that is none, as of data on a line, becomes 0. */
  private static void orthonormal(double[][] axes) {
    double first = Math.sqrt(dot(axes[0], axes[0]));
    scale(axes[0], first == 0 ? 0 : 1 / first);
    for (int twice = 0; twice < 2; twice++) { // once more for what rounding left
      double shared = dot(axes[0], axes[1]);
      for (int j = 0; j < axes[1].length; j++) {
        axes[1][j] -= shared * axes[0][j];
      }
    }
    double second = Math.sqrt(dot(axes[1], axes[1]));
    scale(axes[1], second <= ENOUGH * first ? 0 : 1 / second);
  }

  private static void scale(double[] axis, double factor) {
    for (int j = 0; j < axis.length; j++) {
      axis[j] *= factor;
    }
  }

  private static void upright(double[] axis) {
    double largest = 0;
    for (double value : axis) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    for (int j = 0; j < axis.length && largest < 0; j++) {
      axis[j] = -axis[j];
    }
  }

  private static double[] times(double[][] matrix, double[] axis) {
    double[] product = new double[axis.length];
    for (int j = 0; j < axis.length; j++) {
      product[j] = dot(matrix[j], axis);
    }
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
