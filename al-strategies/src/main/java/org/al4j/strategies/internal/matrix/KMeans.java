package org.al4j.strategies.internal.matrix;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Lloyd's algorithm from k-means++ seeds. With cosine distance the rows must have length one (or
 * zero) and so have the centres, as in spherical k-means; with Euclidean distance centres are
 * means.
 *
 * <p>A cluster that runs empty moves to the row that is farthest from its centre. It ends when no
 * row changes its cluster, or after the last iteration allowed.
 */
public final class KMeans {
  private static final int MOST_ITERATIONS = 100;
  private static final double SAME = 1e-6;

  /** Columns whose sums are made in one pass over the labels. */
  private static final int STRIP = 8;

  private final Matrix matrix;
  private final boolean cosine;
  private final int k;

  private KMeans(Matrix matrix, boolean cosine, int k) {
    this.matrix = matrix;
    this.cosine = cosine;
    this.k = k;
  }

  /**
   * Clusters from k-means++ seeds.
   *
   * @param k at most the number of rows
   */
  public static Clusters cluster(Matrix matrix, boolean cosine, int k, RandomGenerator random) {
    return cluster(matrix, cosine, seeds(matrix, k, random), MOST_ITERATIONS);
  }

  /**
   * Clusters from given centres.
   *
   * @param centres {@code [k, columns]} in c-order; not kept
   */
  public static Clusters cluster(Matrix matrix, boolean cosine, float[] centres, int iterations) {
    return new KMeans(matrix, cosine, centres.length / matrix.columns())
        .run(centres.clone(), iterations);
  }

  /**
   * k-means++ seeds: the first row drawn uniformly, each further one with a probability
   * proportional to its squared distance from the nearest so far (of unit vectors: to its cosine
   * distance). Copies of the rows, {@code [k, columns]} in c-order. One pass over the matrix a
   * seed.
   */
  public static float[] seeds(Matrix matrix, int k, RandomGenerator random) {
    if (k < 1 || k > matrix.rows()) {
      throw new IllegalArgumentException(
          "the number of clusters must lie in [1, "
              + matrix.rows()
              + "], the number of rows; found "
              + k);
    }
    float[] centres = new float[Math.multiplyExact(k, matrix.columns())];
    MinimumDistances distances = new MinimumDistances(matrix);
    BitSet taken = new BitSet();
    int next = random.nextInt(matrix.rows());
    for (int c = 0; c < k; c++) {
      taken.set(next);
      float[] centre = matrix.row(next);
      System.arraycopy(centre, 0, centres, c * matrix.columns(), matrix.columns());
      if (c + 1 < k) {
        distances.include(centre);
        next = Sampling.draw(matrix.rows(), distances::squared, taken, random);
      }
    }
    return centres;
  }

  /**
   * The distance of each row from the nearest of some centres: cosine, of rows and centres of
   * length one, or squared Euclidean.
   *
   * @param centres {@code [k, columns]} in c-order
   */
  public static float[] distances(Matrix matrix, boolean cosine, float[] centres) {
    KMeans means = new KMeans(matrix, cosine, centres.length / matrix.columns());
    try (MatrixProducts products = new MatrixProducts(matrix)) {
      return means.assign(products, centres, new int[matrix.rows()], means.norms());
    }
  }

  private Clusters run(float[] centres, int iterations) {
    int[] labels = new int[matrix.rows()];
    Arrays.fill(labels, -1);
    float[] norms = norms();
    if (cosine) {
      normalise(centres);
    }
    try (MatrixProducts products = new MatrixProducts(matrix)) {
      for (int iteration = 1; ; iteration++) {
        int[] before = labels.clone();
        float[] distances = assign(products, centres, labels, norms);
        boolean settled = Arrays.equals(before, labels);
        if (settled || iteration >= iterations) {
          return new Clusters(k, labels, distances, centres, iteration);
        }
        update(centres, labels, distances, norms);
      }
    }
  }

  /** The squared length of each row; of unit vectors ones, unread. */
  private float[] norms() {
    if (!cosine) {
      return matrix.squaredNorms();
    }
    float[] ones = new float[matrix.rows()];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The distance of each row from its nearest centre: cosine, or squared Euclidean. */
  private float[] assign(MatrixProducts products, float[] centres, int[] labels, float[] norms) {
    float[] bias = cosine ? new float[k] : squaredNorms(centres);
    for (int c = 0; c < k; c++) {
      bias[c] /= 2;
    }
    Nearest nearest = new Nearest(bias);
    nearest.find(products, centres, labels);
    float[] distances = nearest.scores();
    for (int i = 0; i < distances.length; i++) {
      distances[i] = cosine ? 1 - distances[i] : Math.max(0, norms[i] - 2 * distances[i]);
    }
    return distances;
  }

  private float[] squaredNorms(float[] centres) {
    int d = matrix.columns();
    float[] out = new float[k];
    for (int c = 0; c < k; c++) {
      double sum = 0;
      for (int j = 0; j < d; j++) {
        sum += (double) centres[c * d + j] * centres[c * d + j];
      }
      out[c] = (float) sum;
    }
    return out;
  }

  private void update(float[] centres, int[] labels, float[] distances, float[] norms) {
    int[] sizes = new int[k];
    for (int label : labels) {
      sizes[label]++;
    }
    int strips = (matrix.columns() + STRIP - 1) / STRIP;
    IntStream.range(0, strips).parallel().forEach(s -> mean(s * STRIP, centres, labels, sizes));
    relocate(centres, sizes, distances, norms);
    if (cosine) {
      normalise(centres);
    }
  }

  /** The means of a strip of columns: each thread sums columns of its own, in the order of rows. */
  private void mean(int column, float[] centres, int[] labels, int[] sizes) {
    int d = matrix.columns();
    int width = Math.min(STRIP, d - column);
    double[] sums = new double[k * STRIP];
    for (int b = 0; b < matrix.blocks(); b++) {
      if (width == STRIP) {
        addStrip(b, column, labels, sums);
      } else {
        addColumns(b, column, width, labels, sums);
      }
    }
    for (int c = 0; c < k; c++) {
      for (int j = 0; j < width && sizes[c] > 0; j++) {
        centres[c * d + column + j] = (float) (sums[c * STRIP + j] / sizes[c]);
      }
    }
  }

  private void addStrip(int b, int column, int[] labels, double[] sums) {
    float[] x = matrix.block(b);
    int rows = matrix.rowsIn(b);
    int first = matrix.firstRow(b);
    int o = column * rows;
    for (int r = 0; r < rows; r++) {
      int at = labels[first + r] * STRIP;
      sums[at] += x[o + r];
      sums[at + 1] += x[o + rows + r];
      sums[at + 2] += x[o + 2 * rows + r];
      sums[at + 3] += x[o + 3 * rows + r];
      sums[at + 4] += x[o + 4 * rows + r];
      sums[at + 5] += x[o + 5 * rows + r];
      sums[at + 6] += x[o + 6 * rows + r];
      sums[at + 7] += x[o + 7 * rows + r];
    }
  }

  private void addColumns(int b, int column, int width, int[] labels, double[] sums) {
    float[] x = matrix.block(b);
    int rows = matrix.rowsIn(b);
    int first = matrix.firstRow(b);
    for (int j = 0; j < width; j++) {
      for (int r = 0; r < rows; r++) {
        sums[labels[first + r] * STRIP + j] += x[(column + j) * rows + r];
      }
    }
  }

  /** Moves the centres of empty clusters to the rows farthest from theirs, one row each. */
  private void relocate(float[] centres, int[] sizes, float[] distances, float[] norms) {
    float[] left = distances.clone();
    for (int c = 0; c < k; c++) {
      if (sizes[c] == 0) {
        int farthest = 0;
        for (int i = 1; i < left.length; i++) {
          farthest = left[i] > left[farthest] ? i : farthest;
        }
        if (left[farthest] > SAME * norms[farthest]) {
          float[] row = matrix.row(farthest);
          System.arraycopy(row, 0, centres, c * matrix.columns(), matrix.columns());
          left[farthest] = 0;
        }
      }
    }
  }

  private void normalise(float[] centres) {
    int d = matrix.columns();
    float[] squared = squaredNorms(centres);
    for (int c = 0; c < k; c++) {
      for (int j = 0; j < d && squared[c] > 0; j++) {
        centres[c * d + j] = (float) (centres[c * d + j] / Math.sqrt(squared[c]));
      }
    }
  }
}
