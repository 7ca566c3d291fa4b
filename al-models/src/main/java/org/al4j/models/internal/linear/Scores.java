package org.al4j.models.internal.linear;

import java.util.Arrays;

/** Scores of many rows by several rows of weights, in single precision. */
public final class Scores {
  private static final int TILE = Tiles.TILE;

  private Scores() {}

  /**
   * {@code X W' + b}. The numbers of a row do not depend on the others.
   *
   * @param x {@code [n, d]}
   * @param weights {@code [K, d]}
   * @param biases {@code [K]}
   * @return {@code [n, K]}
   */
  public static float[] of(float[] x, float[] weights, float[] biases) {
    int outputs = biases.length;
    int width = weights.length / outputs;
    int rows = x.length / width;
    float[] scores = new float[rows * outputs];
    float[][] factors = new float[outputs][];
    for (int k = 0; k < outputs; k++) {
      factors[k] = Arrays.copyOfRange(weights, k * width, (k + 1) * width);
    }
    Parallel.run(
        (rows + TILE - 1) / TILE,
        (long) rows * weights.length,
        t -> {
          int count = Math.min(TILE, rows - t * TILE);
          float[][] columns = columns(x, t * TILE, count, width);
          float[][] out = new float[outputs][count];
          for (int k = 0; k < outputs; k++) {
            Arrays.fill(out[k], biases[k]);
          }
          FloatAxpy.add(factors, columns, 0, width, out, new Range(0, count));
          for (int i = 0; i < count; i++) {
            for (int k = 0; k < outputs; k++) {
              scores[(t * TILE + i) * outputs + k] = out[k][i];
            }
          }
        });
    return scores;
  }

  private static float[][] columns(float[] x, int first, int count, int width) {
    float[][] columns = new float[width][count];
    for (int j = 0; j < width; j++) {
      float[] column = columns[j];
      for (int i = 0; i < count; i++) {
        column[i] = x[(first + i) * width + j];
      }
    }
    return columns;
  }
}
