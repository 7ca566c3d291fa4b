package org.al4j.examples.pictures;

import java.util.List;

/**
 * A cubic by least squares with a small ridge. Additions and multiplications only, so that it is
 * the same on every machine.
 */
final class CubicFit {
  private static final int TERMS = 4;
  private static final double RIDGE = 1e-3;
  private final double[] weights; // [TERMS]

  private CubicFit(double[] weights) {
    this.weights = weights;
  }

  /** The curve through places: their height by their distance from the left. */
  static CubicFit through(List<Place> places) {
    double[][] a = new double[TERMS][TERMS + 1]; // [X^T X + ridge | X^T y]
    for (Place place : places) {
      double[] x = powers(place.x());
      for (int j = 0; j < TERMS; j++) {
        for (int k = 0; k < TERMS; k++) {
          a[j][k] += x[j] * x[k];
        }
        a[j][TERMS] += x[j] * place.y();
      }
    }
    for (int j = 1; j < TERMS; j++) {
      a[j][j] += RIDGE;
    }
    return new CubicFit(solve(a));
  }

  double at(int x) {
    double[] powers = powers(x);
    double sum = 0;
    for (int j = 0; j < TERMS; j++) {
      sum += weights[j] * powers[j];
    }
    return sum;
  }

  private static double[] powers(int x) {
    double u = 2.0 * x / Place.WIDTH - 1; // [-1, 1]
    return new double[] {1, u, u * u, u * u * u};
  }

  /** Gauss without pivots: the matrix is positive definite. */
  private static double[] solve(double[][] a) {
    for (int column = 0; column < TERMS; column++) {
      for (int row = 0; row < TERMS; row++) {
        double factor = row == column ? 0 : a[row][column] / a[column][column];
        for (int k = column; k <= TERMS && factor != 0; k++) {
          a[row][k] -= factor * a[column][k];
        }
      }
    }
    double[] solution = new double[TERMS];
    for (int j = 0; j < TERMS; j++) {
      solution[j] = a[j][TERMS] / a[j][j];
    }
    return solution;
  }
}
