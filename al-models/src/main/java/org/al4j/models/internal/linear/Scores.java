package org.al4j.models.internal.linear;

import java.util.Arrays;

/** Scores of many rows by several rows of weights, in single precision. */
public final class Scores {
  private static final int TILE = Tiles.TILE;
  private static final Range ALL = new Range(0, TILE);

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
    Parallel.run(
        (rows + TILE - 1) / TILE,
        (long) rows * weights.length,
        t -> {
          int count = Math.min(TILE, rows - t * TILE);
          float[][] columns = columns(x, t * TILE, count, width);
          float[] out = new float[TILE];
          for (int k = 0; k < outputs; k++) {
            Arrays.fill(out, biases[k]);
            FloatAxpy.add(weights, k * width, columns, 0, width, out, ALL);
            for (int i = 0; i < count; i++) {
              scores[(t * TILE + i) * outputs + k] = out[i];
            }
          }
        });
    return scores;
  }

  private static float[][] columns(float[] x, int first, int count, int width) {
    float[][] columns = new float[width][TILE];
    for (int i = 0; i < count; i++) {
      int at = (first + i) * width;
      for (int j = 0; j < width; j++) {
        columns[j][i] = x[at + j];
      }
    }
    return columns;
  }
}
