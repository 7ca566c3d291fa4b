package org.al4j.models.head;

import java.util.Arrays;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.linear.Scores;

/**
 * The weights of a head and of its members, one head behind the other.
 *
 * @param weights {@code [heads, C, d]}
 * @param biases {@code [heads, C]}
 * @param heads one and the members
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record HeadWeights(float[] weights, float[] biases, int heads) {
  /**
   * Rounds to float32 at once, so that a model and its saved copy give the same numbers.
   *
   * @param solutions {@code [C, d + 1]} each, the bias last
   * @param width {@code d}
   */
  static HeadWeights of(List<double[]> solutions, int width) {
    int outputs = solutions.get(0).length / (width + 1);
    float[] weights = new float[solutions.size() * outputs * width];
    float[] biases = new float[solutions.size() * outputs];
    for (int row = 0; row < biases.length; row++) {
      double[] solution = solutions.get(row / outputs);
      int from = row % outputs * (width + 1);
      for (int j = 0; j < width; j++) {
        weights[row * width + j] = finite(solution[from + j]);
      }
      biases[row] = finite(solution[from + width]);
    }
    return new HeadWeights(weights, biases, solutions.size());
  }

  private static float finite(double weight) {
    if (!Float.isFinite((float) weight)) {
      throw new InvalidInputException(
          "a head's weights must be finite, found "
              + weight
              + ": the numbers to learn are too large; bring them into another unit");
    }
    return (float) weight;
  }

  /** How many scores a head has: {@code C}. */
  int outputs() {
    return biases.length / heads;
  }

  /** {@code d}. */
  int width() {
    return weights.length / biases.length;
  }

  /** What the solver would start from: {@code [C, d + 1]} of the head itself. */
  double[] solution() {
    int width = width();
    double[] solution = new double[outputs() * (width + 1)];
    for (int k = 0; k < outputs(); k++) {
      for (int j = 0; j < width; j++) {
        solution[k * (width + 1) + j] = weights[k * width + j];
      }
      solution[k * (width + 1) + width] = biases[k];
    }
    return solution;
  }

  /** The head's scores, {@code [n, C]}, of {@code x [n, d]}. */
  float[] scores(float[] x) {
    float[] own = heads == 1 ? weights : Arrays.copyOf(weights, outputs() * width());
    return Scores.of(x, own, Arrays.copyOf(biases, outputs()));
  }

  /** The members' scores, {@code [m, n, C]}, of {@code x [n, d]}. */
  float[] memberScores(float[] x) {
    int outputs = outputs();
    int n = x.length / width();
    float[] all = new float[(heads - 1) * n * outputs];
    for (int m = 1; m < heads; m++) {
      float[] own =
          Scores.of(
              x,
              Arrays.copyOfRange(weights, m * outputs * width(), (m + 1) * outputs * width()),
              Arrays.copyOfRange(biases, m * outputs, (m + 1) * outputs));
      System.arraycopy(own, 0, all, (m - 1) * n * outputs, own.length);
    }
    return all;
  }
}
