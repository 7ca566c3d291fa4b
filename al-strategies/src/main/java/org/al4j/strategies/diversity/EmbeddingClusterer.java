package org.al4j.strategies.diversity;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.al4j.core.InvalidInputException;
import org.al4j.core.model.FloatRows;
import org.al4j.strategies.internal.matrix.Clusters;
import org.al4j.strategies.internal.matrix.KMeans;
import org.al4j.strategies.internal.matrix.Matrix;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * k-means on embeddings outside of a strategy: for cold starts, pictures and measurements. The
 * embeddings are copied, block by block, and held once; a clustering needs a few MiB beside them.
 *
 * <p>Cosine clusters are those of spherical k-means: embeddings and centres have length one.
 */
public final class EmbeddingClusterer {
  private final Matrix matrix;
  private final Distance distance;

  /** For so many embeddings of one width, zeros until they are set. */
  public EmbeddingClusterer(int count, int width, Distance distance) {
    this.matrix = new Matrix(count, width);
    this.distance = distance;
  }

  /**
   * A clustering.
   *
   * @param labels the cluster of each embedding
   * @param centres {@code [k, width]}, float32 and c-order; the caller closes it
   * @param iterations how many times the embeddings were assigned to centres
   */
  @SuppressWarnings("ArrayRecordComponent") // made for the caller
  public record Clustering(int[] labels, INDArray centres, int iterations) {}

  /**
   * Copies a block of embeddings to the places from {@code first} on.
   *
   * @param block {@code [n, width]}
   */
  public void set(int first, INDArray block) {
    if (block.rank() != 2
        || block.size(1) != matrix.columns()
        || first + block.size(0) > matrix.rows()) {
      throw new InvalidInputException(
          "a block must be of shape [n, "
              + matrix.columns()
              + "] and end before embedding "
              + matrix.rows()
              + "; found "
              + Arrays.toString(block.shape())
              + " at "
              + first);
    }
    float[] rows = FloatRows.of(block);
    int count = (int) block.size(0);
    if (distance == Distance.COSINE) {
      Matrix unit = new Matrix(count, matrix.columns());
      unit.setRows(0, rows, count);
      unit.normaliseRows();
      rows = unit.toRows();
    }
    matrix.setRows(first, rows, count);
  }

  /** k-means++ seeds, {@code [k, width]}; the caller closes them. */
  public INDArray seeds(int k, RandomGenerator random) {
    return array(KMeans.seeds(matrix, k, random));
  }

  /** The nearest centre of each embedding; ties go to the smaller one. */
  public int[] assign(INDArray centres) {
    return KMeans.cluster(matrix, cosine(), FloatRows.of(centres), 1).labels();
  }

  /** Lloyd's algorithm until nothing changes, or for so many assignments. */
  public Clustering cluster(INDArray centres, int iterations) {
    Clusters clusters = KMeans.cluster(matrix, cosine(), FloatRows.of(centres), iterations);
    return new Clustering(clusters.labels(), array(clusters.centres()), clusters.iterations());
  }

  private boolean cosine() {
    return distance == Distance.COSINE;
  }

  private INDArray array(float[] rows) {
    return Nd4j.create(rows, new long[] {rows.length / matrix.columns(), matrix.columns()}, 'c');
  }
}
