package org.al4j.models.internal.linear;

import java.util.Arrays;

/** Scores of many rows by several rows of weights, in single precision. */
public final class Scores {
  private static final int TILE = Tiles.TILE;
  private static final int ROWS = 8;

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
          float[] columns = columns(x, t * TILE, count, width);
          float[] out = new float[TILE];
          for (int k = 0; k < outputs; k++) {
            Arrays.fill(out, biases[k]);
            add(weights, k * width, columns, width, out);
            for (int i = 0; i < count; i++) {
              scores[(t * TILE + i) * outputs + k] = out[i];
            }
          }
        });
    return scores;
  }

  private static float[] columns(float[] x, int first, int count, int width) {
    float[] columns = new float[width * TILE];
    for (int i = 0; i < count; i++) {
      int at = (first + i) * width;
      for (int j = 0; j < width; j++) {
        columns[j * TILE + i] = x[at + j];
      }
    }
    return columns;
  }

  private static void add(float[] a, int p, float[] x, int width, float[] y) {
    int j = 0;
    for (; j + ROWS <= width; j += ROWS) {
      eight(a, p + j, x, j * TILE, y);
    }
    for (; j < width; j++) {
      for (int i = 0; i < TILE; i++) {
        y[i] += a[p + j] * x[j * TILE + i];
      }
    }
  }

  private static void eight(float[] a, int p, float[] x, int at, float[] y) {
    float a0 = a[p];
    float a1 = a[p + 1];
    float a2 = a[p + 2];
    float a3 = a[p + 3];
    float a4 = a[p + 4];
    float a5 = a[p + 5];
    float a6 = a[p + 6];
    float a7 = a[p + 7];
    for (int i = 0; i < TILE; i++) {
      y[i] +=
          a0 * x[at + i]
              + a1 * x[at + TILE + i]
              + a2 * x[at + 2 * TILE + i]
              + a3 * x[at + 3 * TILE + i]
              + a4 * x[at + 4 * TILE + i]
              + a5 * x[at + 5 * TILE + i]
              + a6 * x[at + 6 * TILE + i]
              + a7 * x[at + 7 * TILE + i];
    }
  }
}
