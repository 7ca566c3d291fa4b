package org.al4j.strategies.diversity;

import org.al4j.strategies.internal.matrix.Matrix;

/**
 * Logistic regression that tells two sets of unit vectors apart, each set with half the weight,
 * with an L2 penalty. Nesterov's accelerated gradient descent with the step that the curvature
 * allows: deterministic.
 */
final class Separator {
  private static final int STEPS = 200;
  private static final double PENALTY = 1e-3;

  /**
   * The logistic function curves by at most 1/4; a unit vector and its bias have squared length 2.
   */
  private static final double STEP = 1 / (0.25 * 2 + PENALTY);

  private Separator() {}

  /**
   * Weights whose product with a vector is larger the more it is like {@code others} than like the
   * rest.
   *
   * @param known {@code [m, d]}
   * @param x {@code [n, d]}
   * @param chosen rows of x that count as known
   * @param others rows of x, at least one
   */
  static float[] train(Matrix known, Matrix x, int[] chosen, int[] others) {
    int first = known.rows() + chosen.length;
    Matrix rows = new Matrix(first + others.length, known.columns());
    for (int i = 0; i < known.rows(); i++) {
      rows.setRows(i, known.row(i), 1);
    }
    for (int i = 0; i < chosen.length; i++) {
      rows.setRows(known.rows() + i, x.row(chosen[i]), 1);
    }
    for (int i = 0; i < others.length; i++) {
      rows.setRows(first + i, x.row(others[i]), 1);
    }
    return descend(rows, first);
  }

  /** The weights after all steps, without the bias, which changes no order. */
  private static float[] descend(Matrix rows, int first) {
    int d = rows.columns();
    float[] weights = new float[d];
    float[] ahead = new float[d];
    float[] products = new float[rows.rows()];
    float bias = 0;
    float biasAhead = 0;
    for (int step = 0; step < STEPS; step++) {
      rows.dots(ahead, products);
      float biasSlope = residuals(products, biasAhead, first);
      float[] slope = rows.weightedSum(products);
      float momentum = step / (step + 3f);
      float[] before = weights.clone();
      for (int j = 0; j < d; j++) {
        weights[j] = (float) (ahead[j] - STEP * (slope[j] + PENALTY * ahead[j]));
        ahead[j] = weights[j] + momentum * (weights[j] - before[j]);
      }
      float biasBefore = bias;
      bias = (float) (biasAhead - STEP * biasSlope);
      biasAhead = bias + momentum * (bias - biasBefore);
    }
    return weights;
  }

  /** Turns products into the loss's slopes; returns their sum. */
  private static float residuals(float[] products, float bias, int first) {
    double sum = 0;
    for (int i = 0; i < products.length; i++) {
      boolean isKnown = i < first;
      double p = 1 / (1 + Math.exp(-(products[i] + bias)));
      double weight = 0.5 / (isKnown ? first : products.length - first);
      double slope = weight * (p - (isKnown ? 0 : 1));
      products[i] = (float) slope;
      sum += slope;
    }
    return (float) sum;
  }
}
