package org.al4j.strategies.combined;

import java.util.List;

/**
 * Logistic regression on embeddings that tells what a model gets wrong: the mean logistic loss and
 * {@code 0.0005 |w|^2}, bias included, at its only minimum by Nesterov's accelerated descent.
 * Embeddings are standardised and scaled to a mean squared length of 1; what does not vary over the
 * examples is left out. Deterministic.
 */
final class CorrectnessHead {
  private static final int STEPS = 300;
  private static final double PENALTY = 1e-3;

  /**
   * The logistic function curves by at most 1/4, and the features with their bias have mean square
   * 2.
   */
  private static final double CURVATURE = 0.25 * 2 + PENALTY;

  private final double[] mean; // [d]
  private final double[] scale; // [d]
  private final double[] weights; // [d + 1], the bias last

  private CorrectnessHead(double[] mean, double[] scale, double[] weights) {
    this.mean = mean;
    this.scale = scale;
    this.weights = weights;
  }

  /** An embedding and whether the model is wrong there. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Example(float[] embedding, boolean wrong) {}

  /** Trains a head on at least one example. */
  static CorrectnessHead train(List<Example> examples) {
    int d = examples.get(0).embedding().length;
    double[] mean = new double[d];
    double[] scale = new double[d];
    for (Example one : examples) {
      for (int j = 0; j < d; j++) {
        mean[j] += one.embedding()[j] / (double) examples.size();
      }
    }
    for (Example one : examples) {
      for (int j = 0; j < d; j++) {
        double difference = one.embedding()[j] - mean[j];
        scale[j] += difference * difference / examples.size();
      }
    }
    for (int j = 0; j < d; j++) {
      // a constant column's mean is rounded, which leaves a variance that is not 0
      boolean varies = scale[j] > 1e-12 * (1 + mean[j] * mean[j]);
      scale[j] = varies ? 1 / Math.sqrt(d * scale[j]) : 0;
    }
    CorrectnessHead head = new CorrectnessHead(mean, scale, new double[d + 1]);
    double[][] x =
        examples.stream().map(one -> head.features(one.embedding())).toArray(double[][]::new);
    head.descend(x, examples);
    return head;
  }

  /** The probability that the model is wrong at an embedding. */
  double wrong(float[] embedding) {
    double sum = weights[mean.length];
    for (int j = 0; j < mean.length; j++) {
      sum += weights[j] * (embedding[j] - mean[j]) * scale[j];
    }
    return sigmoid(sum);
  }

  private double[] features(float[] embedding) {
    double[] x = new double[mean.length + 1];
    for (int j = 0; j < mean.length; j++) {
      x[j] = (embedding[j] - mean[j]) * scale[j];
    }
    x[mean.length] = 1;
    return x;
  }

  private void descend(double[][] x, List<Example> examples) {
    double root = Math.sqrt(CURVATURE / PENALTY);
    double momentum = (root - 1) / (root + 1);
    double[] ahead = weights.clone();
    for (int step = 0; step < STEPS; step++) {
      double[] slope = new double[ahead.length];
      for (int i = 0; i < x.length; i++) {
        double residual =
            (sigmoid(dot(ahead, x[i])) - (examples.get(i).wrong() ? 1 : 0)) / x.length;
        for (int j = 0; j < slope.length; j++) {
          slope[j] += residual * x[i][j];
        }
      }
      for (int j = 0; j < weights.length; j++) {
        double next = ahead[j] - (slope[j] + PENALTY * ahead[j]) / CURVATURE;
        ahead[j] = next + momentum * (next - weights[j]);
        weights[j] = next;
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
