package org.al4j.strategies.internal.matrix;

import java.util.Arrays;

/**
 * The {@code k} nearest of some reference rows for each row of a matrix, by Euclidean distance;
 * ties go to the smaller reference row. Blocked products; memory beside the tiles is {@code n x k}.
 */
public final class Neighbours {
  private final int k;
  private final int[] indexes; // [n, k], nearest first
  private final float[] scores; // [n, k], larger is nearer, falling

  private Neighbours(int rows, int k) {
    this.k = k;
    this.indexes = new int[Math.multiplyExact(rows, k)];
    this.scores = new float[indexes.length];
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
  }

  /**
   * Finds them.
   *
   * @param k at most the number of reference rows
   */
  public static Neighbours find(Matrix matrix, Matrix reference, int k) {
    if (k < 1 || k > reference.rows()) {
      throw new IllegalArgumentException(
          "k must lie in [1, " + reference.rows() + "], the number of reference rows; found " + k);
    }
    Neighbours found = new Neighbours(matrix.rows(), k);
    Scoring scoring = Scoring.euclidean(reference.toRows(), reference.columns());
    try (MatrixProducts products = new MatrixProducts(matrix)) {
      products.forEach(
          scoring.vectors(),
          reference.rows(),
          tile -> tile.forEachRange((from, to) -> found.add(tile, from, to, scoring.bias())));
    }
    return found;
  }

  /** How many neighbours each row has. */
  public int k() {
    return k;
  }

  /** The reference row that is the {@code rank}-nearest of {@code row}, from 0. */
  public int index(int row, int rank) {
    return indexes[row * k + rank];
  }

  private void add(MatrixProducts.Tile tile, int from, int to, float[] bias) {
    int rows = tile.rows();
    float[] worst = new float[rows];
    for (int r = from; r < to; r++) {
      worst[r] = scores[(tile.firstRow() + r) * k + k - 1];
    }
    float[] values = tile.values();
    for (int c = 0; c < tile.vectors(); c++) {
      int candidate = tile.firstVector() + c;
      float shift = bias[candidate];
      int at = c * rows;
      for (int r = from; r < to; r++) {
        float score = values[at + r] - shift;
        if (score > worst[r]) {
          worst[r] = insert((tile.firstRow() + r) * k, score, candidate);
        }
      }
    }
  }

  /** Inserts behind equal scores, which have smaller indexes; returns the new worst score. */
  private float insert(int start, float score, int candidate) {
    int at = start + k - 1;
    for (; at > start && scores[at - 1] < score; at--) {
      scores[at] = scores[at - 1];
      indexes[at] = indexes[at - 1];
    }
    scores[at] = score;
    indexes[at] = candidate;
    return scores[start + k - 1];
  }
}
