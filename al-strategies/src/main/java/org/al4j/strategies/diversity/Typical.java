package org.al4j.strategies.diversity;

import org.al4j.strategies.internal.matrix.Matrix;
import org.al4j.strategies.internal.matrix.Neighbours;

/** Typicality: the inverse of the mean distance to the nearest neighbours. */
final class Typical {
  private Typical() {}

  /** The given rows, most typical among them first, ties in their order. */
  static int[] order(Matrix embeddings, int[] rows, int neighbours) {
    int k = Math.min(neighbours, rows.length / 2);
    if (k == 0) {
      return rows;
    }
    double[] closeness = meanDistances(embeddings.select(rows), k);
    for (int i = 0; i < closeness.length; i++) {
      closeness[i] = -closeness[i];
    }
    int[] order = Purchase.byFalling(closeness);
    int[] out = new int[rows.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = rows[order[i]];
    }
    return out;
  }

  /**
   * Each row's mean distance to its {@code k} nearest others; {@code k} is below the number of
   * rows.
   */
  static double[] meanDistances(Matrix matrix, int k) {
    Neighbours found = Neighbours.find(matrix, matrix, k + 1); // a row is its own neighbour
    float[] rows = matrix.toRows();
    double[] out = new double[matrix.rows()];
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      int others = 0;
      for (int rank = 0; rank <= k && others < k; rank++) {
        int other = found.index(i, rank);
        if (other != i) {
          sum += distance(rows, i, other, matrix.columns());
          others++;
        }
      }
      out[i] = sum / k;
    }
    return out;
  }

  private static double distance(float[] rows, int a, int b, int d) {
    float sum = 0;
    for (int j = 0; j < d; j++) {
      float difference = rows[a * d + j] - rows[b * d + j];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
