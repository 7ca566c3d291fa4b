package org.al4j.models.defects;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;

/** Operations on flat row-major arrays, as simply as can be: the oracle of the tests. */
final class Plain {
  private Plain() {}

  /** By its Taylor series. */
  static double erf(double x) {
    double sum = 0;
    double term = x;
    for (int n = 0; n < 60; n++) {
      sum += term / (2 * n + 1);
      term *= -x * x / (n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  /** Element by element; the second array repeats. */
  static double[] zip(double[] a, double[] b, DoubleBinaryOperator function) {
    double[] out = new double[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = function.applyAsDouble(a[i], b[i % b.length]);
    }
    return out;
  }

  /** From axes {@code [i, j, k]} to {@code [k, i, j]}. */
  static double[] permute(double[] x, int first, int second, int third) {
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int rest = i / third;
      out[i % third * first * second + rest] = x[i];
    }
    return out;
  }

  /** Every {@code step}-th row of {@code width} from {@code start}. */
  static double[] rows(double[] x, int width, int start, int step) {
    double[] out = new double[x.length / step];
    for (int i = 0; i < out.length; i++) {
      out[i] = x[(start + i / width * step) * width + i % width];
    }
    return out;
  }

  /** Over rows as wide as the gain, without an epsilon. */
  static double[] layerNorm(double[] x, double[] gain, double[] bias) {
    int width = gain.length;
    double[] out = new double[x.length];
    for (int row = 0; row < x.length; row += width) {
      double mean = 0;
      double squares = 0;
      for (int k = 0; k < width; k++) {
        mean += x[row + k] / width;
        squares += x[row + k] * x[row + k] / width;
      }
      for (int k = 0; k < width; k++) {
        double normal = (x[row + k] - mean) / Math.sqrt(squares - mean * mean);
        out[row + k] = normal * gain[k] + bias[k];
      }
    }
    return out;
  }

  /** {@code [m, k] x [k, n]}. */
  static double[] product(double[] a, double[] b, int m, int n, int k) {
    double[] out = new double[m * n];
    for (int i = 0; i < m * n * k; i++) {
      out[i / k] += a[i / k / n * k + i % k] * b[i % k * n + i / k % n];
    }
    return out;
  }

  /** {@code [m, k] x [n, k]^T}. */
  static double[] byTransposed(double[] a, double[] b, int m, int n, int k) {
    double[] out = new double[m * n];
    for (int i = 0; i < m * n * k; i++) {
      out[i / k] += a[i / k / n * k + i % k] * b[i / k % n * k + i % k];
    }
    return out;
  }

  /**
   * Applies {@code function} to {@code count} pairs of stretches of {@code left}, {@code right}.
   */
  static double[] blocks(
      double[][] in, int count, int left, int right, BinaryOperator<double[]> function) {
    double[] all = new double[0];
    for (int i = 0; i < count; i++) {
      double[] a = Arrays.copyOfRange(in[0], i * left, (i + 1) * left);
      double[] b = Arrays.copyOfRange(in[1], i * right, (i + 1) * right);
      double[] part = function.apply(a, b);
      int at = all.length;
      all = Arrays.copyOf(all, at + part.length);
      System.arraycopy(part, 0, all, at, part.length);
    }
    return all;
  }

  /** Of rows of {@code width}. */
  static double[] softmax(double[] x, int width) {
    double[] out = new double[x.length];
    for (int row = 0; row < x.length; row += width) {
      double sum = 0;
      for (int k = row; k < row + width; k++) {
        sum += Math.exp(x[k]);
      }
      for (int k = row; k < row + width; k++) {
        out[k] = Math.exp(x[k]) / sum;
      }
    }
    return out;
  }

  /** Each of {@code batch} groups of {@code rows} rows has a mask of {@code width}, times 7. */
  static double[] maskedSoftmax(double[] x, double[] mask, int batch, int rows, int width) {
    double[] masked = x.clone();
    for (int i = 0; i < batch * rows * width; i++) {
      masked[i] += 7 * mask[i / (rows * width) * width + i % width];
    }
    return softmax(masked, width);
  }
}
