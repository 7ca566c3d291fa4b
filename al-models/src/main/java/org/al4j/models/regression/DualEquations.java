package org.al4j.models.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ridge regression by as many equations as there are instances: {@code w = X'a} with {@code (K +
 * strength I) a = y}, {@code K = X X'} of the centred rows. Equal to the normal equations, and
 * cheaper where there are fewer instances than features, {@code O(n^2 s + n^3)} for {@code s}
 * features of an instance that are not 0 (Saunders et al. 1998).
 */
final class DualEquations {
  private final int size;
  private final double strength;
  private final List<int[]> places = new ArrayList<>();
  private final List<double[]> values = new ArrayList<>();
  private final List<Double> targets = new ArrayList<>();

  /**
   * No instance yet.
   *
   * @param size how many features there are
   */
  DualEquations(int size, double strength) {
    this.size = size;
    this.strength = strength;
  }

  /** Adds an instance: its features as they are, and its target less the mean of all targets. */
  void add(double[] x, double y) {
    int[] at = new int[size];
    int count = 0;
    for (int j = 0; j < size; j++) {
      if (x[j] != 0) {
        at[count++] = j;
      }
    }
    double[] found = new double[count];
    for (int e = 0; e < count; e++) {
      found[e] = x[at[e]];
    }
    places.add(Arrays.copyOf(at, count));
    values.add(found);
    targets.add(y);
  }

  /** The weights. */
  double[] solve() {
    double[][] kernel = centred(products());
    for (int i = 0; i < kernel.length; i++) {
      kernel[i][i] += strength;
    }
    double[] a =
        Cholesky.solve(kernel, targets.stream().mapToDouble(Double::doubleValue).toArray());
    double[] w = new double[size]; // the centre drops out: the targets, and so a, sum to 0
    for (int i = 0; i < a.length; i++) {
      for (int e = 0; e < places.get(i).length; e++) {
        w[places.get(i)[e]] += a[i] * values.get(i)[e];
      }
    }
    return w;
  }

  /** The lower triangle of {@code X X'}, rows not centred. */
  private double[][] products() {
    double[][] products = new double[places.size()][];
    double[] dense = new double[size];
    for (int i = 0; i < products.length; i++) {
      products[i] = new double[i + 1];
      spread(i, dense, true);
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        int[] at = places.get(j);
        double[] row = values.get(j);
        for (int e = 0; e < at.length; e++) {
          sum += row[e] * dense[at[e]];
        }
        products[i][j] = sum;
      }
      spread(i, dense, false);
    }
    return products;
  }

  private void spread(int i, double[] dense, boolean set) {
    for (int e = 0; e < places.get(i).length; e++) {
      dense[places.get(i)[e]] = set ? values.get(i)[e] : 0;
    }
  }

  /** {@code K_ij - mean_i - mean_j + mean}: the products of centred rows. */
  private static double[][] centred(double[][] lower) {
    int n = lower.length;
    double[] means = new double[n];
    double all = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        means[i] += lower[i][j] / n;
        means[j] += j < i ? lower[i][j] / n : 0;
      }
    }
    for (double mean : means) {
      all += mean / n;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        lower[i][j] += all - means[i] - means[j];
      }
    }
    return lower;
  }
}
