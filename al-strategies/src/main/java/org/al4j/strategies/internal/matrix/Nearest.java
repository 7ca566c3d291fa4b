package org.al4j.strategies.internal.matrix;

import java.util.Arrays;

/**
 * Finds for each row {@code x} the vector {@code v} with the largest {@code x.v - bias} by blocked
 * products. Ties go to the smaller vector.
 */
final class Nearest {
  private final float[] bias; // [k]
  private float[] scores = new float[0]; // [n]

  Nearest(float[] bias) {
    this.bias = bias;
  }

  /** Writes each row's vector into {@code nearest}. */
  void find(MatrixProducts products, float[] vectors, int[] nearest) {
    scores = new float[nearest.length];
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
    products.forEach(
        vectors,
        bias.length,
        tile -> tile.forEachRange((from, to) -> raise(tile, from, to, nearest)));
  }

  /** The largest {@code x.v - bias} of each row. */
  float[] scores() {
    return scores;
  }

  private void raise(MatrixProducts.Tile tile, int from, int to, int[] nearest) {
    float[] values = tile.values();
    for (int c = 0; c < tile.vectors(); c++) {
      int centre = tile.firstVector() + c;
      float shift = bias[centre];
      int at = c * tile.rows();
      for (int r = from, i = tile.firstRow() + from; r < to; r++, i++) {
        float score = values[at + r] - shift;
        if (score > scores[i]) {
          scores[i] = score;
          nearest[i] = centre;
        }
      }
    }
  }
}
