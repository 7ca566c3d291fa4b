package org.al4j.models.internal.linear;

import java.util.Map;
import java.util.TreeMap;

/** The preconditioner of {@link DenseLogistic}. */
final class Preconditioner {
  private static final int TILE = Tiles.TILE;

  /** Later steps need few, and the curvature changes little by then. */
  private static final int MOST_TIMES = 2;

  private final Tiles x;
  private final int width;
  private final int classes;
  private final boolean centred;
  private final int[] group; // of each class
  private Factor[] factors = {};
  private int times;

  Preconditioner(Tiles x, int classes, boolean centred) {
    this.x = x;
    this.width = x.width();
    this.classes = classes;
    this.centred = centred;
    this.group = new int[classes];
  }

  /** Makes the decompositions at the given probabilities, the first times that it is called. */
  void prepare(double[][] probabilities, double[] weights, double scale) {
    if (times == MOST_TIMES) {
      return;
    }
    times++;
    double[] rows = new double[x.rows()];
    double[] shares = new double[classes];
    double all = curvatures(probabilities, weights, rows, shares);
    double[] products = x.products(rows);
    Map<Long, Integer> places = new TreeMap<>();
    for (int k = 0; k < classes; k++) {
      double share = all > 0 ? Math.max(shares[k] / all, 1e-6) : 1;
      long power = Math.round(Math.log(share));
      group[k] = places.computeIfAbsent(power, any -> places.size());
    }
    Factor[] made = new Factor[places.size()];
    places.forEach((power, place) -> made[place] = factor(products, scale * Math.exp(power)));
    factors = made;
  }

  /** Fills in the curvatures of the rows and of the classes, and returns their sum. */
  private double curvatures(
      double[][] probabilities, double[] weights, double[] rows, double[] shares) {
    double all = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < classes; k++) {
        double p = probabilities[i / TILE][k * TILE + i % TILE];
        double one = weights[i] * p * (1 - p);
        rows[i] += one;
        shares[k] += one;
        all += one;
      }
    }
    return all;
  }

  private Factor factor(double[] products, double scale) {
    double[] a = products.clone();
    for (int j = 0; j < width; j++) {
      for (int i = j; i < width; i++) {
        a[j * width + i] *= scale;
      }
      a[j * width + j] += ridge(j);
    }
    return Factor.of(a, width);
  }

  private double ridge(int j) {
    return j == width - 1 ? DenseLogistic.BIAS_RIDGE : 1;
  }

  void apply(double[] r, double[] out) {
    double[] mean = new double[width];
    double[] solved = new double[width];
    System.arraycopy(r, 0, out, 0, r.length);
    if (centred) {
      takeMean(out, mean);
    }
    Parallel.run(
        classes, (long) classes * width * width, k -> factors[group[k]].solve(out, k * width));
    if (centred) { // classes with other factors leave a common part behind
      takeMean(out, solved);
      for (int k = 0; k < classes; k++) {
        for (int j = 0; j < width; j++) {
          out[k * width + j] += mean[j] / ridge(j);
        }
      }
    }
  }

  private void takeMean(double[] rows, double[] mean) {
    for (int k = 0; k < classes; k++) {
      for (int j = 0; j < width; j++) {
        mean[j] += rows[k * width + j] / classes;
      }
    }
    for (int k = 0; k < classes; k++) {
      for (int j = 0; j < width; j++) {
        rows[k * width + j] -= mean[j];
      }
    }
  }
}
