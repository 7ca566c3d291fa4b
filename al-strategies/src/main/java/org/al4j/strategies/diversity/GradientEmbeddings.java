package org.al4j.strategies.diversity;

import java.util.Arrays;
import org.al4j.strategies.internal.matrix.Matrix;

/**
 * Gradient embeddings {@code g = a (x) h} with {@code a = onehot(argmax p) - p} [C] and the
 * embedding {@code h} [d], never built: {@code |g - g'|^2 = |a|^2 |h|^2 + |a'|^2 |h'|^2 - 2 (a.a')
 * (h.h')}. The products are float32 sums in one order for all rows, combined in double precision:
 * for equal rows the difference is exactly 0.
 */
final class GradientEmbeddings {
  private final Matrix embeddings; // [n, d]
  private final Matrix errors; // [n, C], a
  private final float[] embeddingNorms; // [n], |h|^2
  private final float[] errorNorms; // [n], |a|^2
  private final double[] nearest; // [n], squared distance from the nearest centre

  /**
   * Of {@code n} instances.
   *
   * @param probabilities {@code [n, C]}
   */
  GradientEmbeddings(Matrix embeddings, Matrix probabilities) {
    this.embeddings = embeddings;
    this.errors = errors(embeddings, probabilities);
    this.embeddingNorms = embeddings.squaredNorms();
    this.errorNorms = errors.squaredNorms();
    this.nearest = new double[embeddings.rows()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
  }

  private static Matrix errors(Matrix embeddings, Matrix probabilities) {
    Matrix errors = Matrix.alignedWith(embeddings, probabilities.columns());
    for (int i = 0; i < probabilities.rows(); i++) {
      float[] p = probabilities.row(i);
      int largest = 0;
      for (int k = 1; k < p.length; k++) {
        largest = p[k] > p[largest] ? k : largest;
      }
      for (int k = 0; k < p.length; k++) {
        p[k] = (k == largest ? 1 : 0) - p[k];
      }
      errors.setRows(i, p, 1);
    }
    return errors;
  }

  int size() {
    return nearest.length;
  }

  /** {@code |g|^2} of one instance. */
  double squaredNorm(int i) {
    return (double) errorNorms[i] * embeddingNorms[i];
  }

  /** Makes an instance a centre. One pass over the embeddings. */
  void include(int centre) {
    float[] h = embeddings.row(centre);
    float[] a = errors.row(centre);
    double norm = squaredNorm(centre);
    embeddings.forEachBlock(
        b -> {
          float[] hh = new float[embeddings.rowsIn(b)];
          float[] aa = new float[embeddings.rowsIn(b)];
          embeddings.dots(b, h, hh);
          errors.dots(b, a, aa);
          int first = embeddings.firstRow(b);
          for (int r = 0; r < hh.length; r++) {
            double squared = squaredNorm(first + r) + norm - 2.0 * aa[r] * hh[r];
            nearest[first + r] = Math.min(nearest[first + r], Math.max(0, squared));
          }
        });
  }

  /** The squared distance of an instance from the nearest centre; infinite without one. */
  double squaredDistance(int i) {
    return nearest[i];
  }
}
