package org.al4j.strategies.internal.matrix;

import java.util.Arrays;

/**
 * The squared distance of every row from the nearest of a growing set of centres. Distances are
 * sums of squared differences: never negative, exactly 0 for a centre and for its duplicates.
 */
public final class MinimumDistances {
  /** Fewer centres than this are compared one by one, which is as fast as a product. */
  private static final int FEW = 16;

  /** What float32 products may be wrong by, as a share of the squared lengths; a generous bound. */
  private static final float ROUNDING = 1e-5f;

  private final Matrix matrix;
  private final float[] squared; // [n]

  /** Without a centre: all distances are infinite. */
  public MinimumDistances(Matrix matrix) {
    this.matrix = matrix;
    this.squared = new float[matrix.rows()];
    Arrays.fill(squared, Float.POSITIVE_INFINITY);
  }

  /** Adds a centre. One pass over the matrix. */
  public void include(float[] centre) {
    matrix.lowerToSquaredDistances(centre, squared);
  }

  /**
   * Adds centres. Many at once are compared by blocked products, which find the nearest one (to the
   * rounding of float32); the distance from it is then taken exactly. Where it is so small that
   * another could be nearer, all are tried.
   */
  public void include(Matrix centres) {
    float[] vectors = centres.toRows(); // [k, d]
    if (centres.rows() < FEW) {
      for (int c = 0; c < centres.rows(); c++) {
        include(centres.row(c));
      }
      return;
    }
    int[] nearest = new int[matrix.rows()]; // [n]
    try (MatrixProducts products = new MatrixProducts(matrix)) {
      Scoring scoring = Scoring.euclidean(vectors, centres.columns());
      new Nearest(scoring.bias()).find(products, scoring.vectors(), nearest);
    }
    float[] norms = matrix.squaredNorms(); // [n]
    matrix.forEachBlock(b -> refine(b, vectors, nearest, norms));
  }

  private void refine(int b, float[] vectors, int[] nearest, float[] norms) {
    int rows = matrix.rowsIn(b);
    int first = matrix.firstRow(b);
    int d = matrix.columns();
    float[] x = matrix.block(b);
    float[] sums = new float[rows];
    for (int j = 0; j < d; j++) {
      for (int r = 0; r < rows; r++) {
        float difference = x[j * rows + r] - vectors[nearest[first + r] * d + j];
        sums[r] += difference * difference;
      }
    }
    for (int r = 0; r < rows; r++) {
      float distance = sums[r];
      if (distance > 0 && distance <= ROUNDING * norms[first + r]) {
        distance = smallest(matrix.row(first + r), vectors, distance);
      }
      squared[first + r] = Math.min(squared[first + r], distance);
    }
  }

  private static float smallest(float[] row, float[] vectors, float found) {
    float smallest = found;
    for (int at = 0; at < vectors.length && smallest > 0; at += row.length) {
      smallest = Math.min(smallest, squaredDistance(row, vectors, at, smallest));
    }
    return smallest;
  }

  /** Gives up above {@code limit}. */
  private static float squaredDistance(float[] row, float[] vectors, int at, float limit) {
    float sum = 0;
    for (int j = 0; j < row.length && sum <= limit; j++) {
      float difference = row[j] - vectors[at + j];
      sum += difference * difference;
    }
    return sum;
  }

  /** The squared distance of a row from its nearest centre. */
  public float squared(int row) {
    return squared[row];
  }
}
