package org.al4j.examples.pictures;

import java.util.List;

/**
 * Multinomial logistic regression with a squared penalty at its only minimum, by Nesterov's
 * accelerated descent. Deterministic on every machine: the functions are those of {@link
 * StrictMath}.
 */
final class SoftmaxRegression {
  private static final int STEPS = 1500;
  private static final double PENALTY = 4e-3;

  /** The loss curves by at most half the mean square of a feature vector with its bias. */
  private static final double CURVATURE = 0.5 * 2 + PENALTY;

  private final double[][] weights; // [C, d + 1], the bias last

  private SoftmaxRegression(double[][] weights) {
    this.weights = weights;
  }

  /** A feature vector of length one and its class. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Example(double[] features, int label) {}

  /** Trains on at least one example. */
  static SoftmaxRegression train(List<Example> examples, int classes) {
    int width = examples.get(0).features().length + 1;
    SoftmaxRegression ahead = new SoftmaxRegression(new double[classes][width]);
    double[][] weights = new double[classes][width];
    double root = StrictMath.sqrt(CURVATURE / PENALTY);
    double momentum = (root - 1) / (root + 1);
    for (int step = 0; step < STEPS; step++) {
      double[][] slope = ahead.slope(examples);
      for (int k = 0; k < classes; k++) {
        for (int j = 0; j < width; j++) {
          double next = ahead.weights[k][j] - slope[k][j] / CURVATURE;
          ahead.weights[k][j] = next + momentum * (next - weights[k][j]);
          weights[k][j] = next;
        }
      }
    }
    return new SoftmaxRegression(weights);
  }

  private double[][] slope(List<Example> examples) {
    double[][] slope = new double[weights.length][];
    for (int k = 0; k < slope.length; k++) {
      slope[k] = weights[k].clone();
      for (int j = 0; j < slope[k].length; j++) {
        slope[k][j] *= PENALTY;
      }
    }
    for (Example example : examples) {
      double[] p = probabilities(example.features());
      for (int k = 0; k < slope.length; k++) {
        double residual = (p[k] - (k == example.label() ? 1 : 0)) / examples.size();
        for (int j = 0; j < example.features().length; j++) {
          slope[k][j] += residual * example.features()[j];
        }
        slope[k][example.features().length] += residual;
      }
    }
    return slope;
  }

  /** Unnormalised class scores, {@code [C]}. */
  double[] logits(double[] features) {
    double[] logits = new double[weights.length];
    for (int k = 0; k < logits.length; k++) {
      logits[k] = weights[k][features.length];
      for (int j = 0; j < features.length; j++) {
        logits[k] += weights[k][j] * features[j];
      }
    }
    return logits;
  }

  /** Class probabilities, {@code [C]}. */
  double[] probabilities(double[] features) {
    double[] p = logits(features);
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : p) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = StrictMath.exp(p[k] - largest);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }
}
