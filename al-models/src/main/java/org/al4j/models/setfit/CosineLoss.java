package org.al4j.models.setfit;

import java.util.List;
import org.al4j.models.internal.engine.train.GraphOutputs;
import org.al4j.models.internal.engine.train.MeanPooling;
import org.al4j.models.internal.engine.train.OutputLoss;

/**
 * The mean over pairs of {@code (cos(u, v) - y)^2}, where u and v are the means of the tokens'
 * states. Its slope in u is {@code 2 / P (cos - y) (v / (|u| |v|) - cos u / |u|^2)}. Source:
 * Reimers and Gurevych 2019, and sentence-transformers' {@code CosineSimilarityLoss}.
 */
final class CosineLoss implements OutputLoss {
  private final MeanPooling pooling;
  private List<Pair> pairs = List.of();

  /**
   * A loss on a port.
   *
   * @param port the last hidden states
   */
  CosineLoss(String port) {
    pooling = new MeanPooling(port);
  }

  /** Says what the next batch's texts are paired to, by their places in the batch. */
  void next(List<Pair> ofBatch) {
    pairs = List.copyOf(ofBatch);
  }

  @Override
  public List<String> ports() {
    return List.of(pooling.port());
  }

  @Override
  public double apply(GraphOutputs outputs) {
    float[][] vectors = pooling.vectors(outputs);
    double[][] slopes = new double[vectors.length][vectors[0].length];
    double loss = loss(vectors, pairs, slopes);
    float[][] gradients = new float[slopes.length][slopes[0].length];
    for (int i = 0; i < slopes.length; i++) {
      for (int k = 0; k < slopes[i].length; k++) {
        gradients[i][k] = (float) slopes[i][k];
      }
    }
    pooling.add(outputs, gradients);
    return loss;
  }

  /**
   * The loss of some vectors.
   *
   * @param vectors {@code [n, d]}, none of them zero
   * @param slopes what the gradient {@code [n, d]} is added to
   */
  static double loss(float[][] vectors, List<Pair> pairs, double[][] slopes) {
    double[] lengths = new double[vectors.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = Math.sqrt(dot(vectors[i], vectors[i]));
    }
    double sum = 0;
    for (Pair pair : pairs) {
      float[] u = vectors[pair.first()];
      float[] v = vectors[pair.second()];
      double both = lengths[pair.first()] * lengths[pair.second()];
      double cosine = dot(u, v) / both;
      double error = cosine - pair.target();
      sum += error * error;
      double factor = 2 * error / pairs.size();
      double first = cosine / (lengths[pair.first()] * lengths[pair.first()]);
      double second = cosine / (lengths[pair.second()] * lengths[pair.second()]);
      for (int k = 0; k < u.length; k++) {
        slopes[pair.first()][k] += factor * (v[k] / both - first * u[k]);
        slopes[pair.second()][k] += factor * (u[k] / both - second * v[k]);
      }
    }
    return sum / pairs.size();
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (double) a[k] * b[k];
    }
    return sum;
  }
}
