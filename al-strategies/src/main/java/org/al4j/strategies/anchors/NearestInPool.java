package org.al4j.strategies.anchors;

import java.util.Arrays;
import java.util.Iterator;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.pool.Pool;
import org.al4j.strategies.internal.matrix.Matrix;

/**
 * The unlabelled instances that are nearest to some vectors by cosine, exactly: one pass over the
 * view's embeddings, block by block, of which nothing is kept but what is nearest. Of equals the
 * first in the pool.
 */
final class NearestInPool {
  private final int[] ordinals;
  private final float[] best;
  private final float[][] vectors;
  private final int[][] nearest; // places, nearest first
  private final float[][] similarities; // falling

  private NearestInPool(Pool<?> pool, float[][] vectors, int k) {
    this.ordinals = new int[pool.unlabelledCount()];
    PrimitiveIterator.OfInt all = pool.unlabelledOrdinals();
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = all.nextInt();
    }
    this.vectors = vectors;
    this.best = new float[ordinals.length];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    int kept = Math.min(k, ordinals.length);
    this.nearest = new int[vectors.length][kept];
    this.similarities = new float[vectors.length][kept];
    for (float[] row : similarities) {
      Arrays.fill(row, Float.NEGATIVE_INFINITY);
    }
  }

  /**
   * Finds them.
   *
   * @param vectors of length one each
   * @param k how many for each vector; all where there are no more
   */
  static NearestInPool find(AcquisitionModel view, Pool<?> pool, float[][] vectors, int k) {
    NearestInPool found = new NearestInPool(pool, vectors, k);
    found.requireTexts(pool);
    int[] seen = {0};
    Iterable<Instance> unlabelled = () -> found.instances(pool);
    view.forward(
        unlabelled,
        Set.of(Output.EMBEDDING),
        block -> {
          found.look(block, seen[0]);
          seen[0] += block.size();
        });
    if (seen[0] != found.ordinals.length) {
      throw new InvalidInputException(
          "a view must give an embedding for every instance: "
              + found.ordinals.length
              + " wanted, "
              + seen[0]
              + " received");
    }
    return found;
  }

  /** Without texts all would be equally near, and the first ids be asked without a word. */
  private void requireTexts(Pool<?> pool) {
    boolean any =
        ordinals.length == 0
            || IntStream.of(ordinals).anyMatch(one -> !pool.corpus().get(one).text().isEmpty());
    if (!any) {
      throw new InvalidInputException(
          "the pool must have texts to find what is near, found "
              + ordinals.length
              + " instances with empty texts; a pool of ids, as al-spark's, has none");
    }
  }

  private Iterator<Instance> instances(Pool<?> pool) {
    return IntStream.of(ordinals).<Instance>mapToObj(pool.corpus()::get).iterator();
  }

  private void look(Outputs block, int first) {
    float[] elements = block.floats(Output.EMBEDDING);
    int width = elements.length / block.size();
    if (width != vectors[0].length) {
      throw new InvalidInputException(
          "a view must give embeddings of one width, found " + vectors[0].length + " and " + width);
    }
    Matrix rows = new Matrix(block.size(), width);
    rows.setRows(0, elements, block.size());
    float[] lengths = rows.squaredNorms();
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = lengths[i] == 0 ? 1 : (float) Math.sqrt(lengths[i]);
    }
    float[][] cosines = new float[vectors.length][block.size()];
    IntStream.range(0, vectors.length)
        .parallel()
        .forEach(
            v -> {
              rows.dots(vectors[v], cosines[v]);
              for (int i = 0; i < lengths.length; i++) {
                cosines[v][i] /= lengths[i];
                offer(v, first + i, cosines[v][i]);
              }
            });
    for (float[] row : cosines) {
      for (int i = 0; i < row.length; i++) {
        best[first + i] = Math.max(best[first + i], row[i]);
      }
    }
  }

  /** Inserts behind equal ones, which come before in the pool. */
  private void offer(int vector, int place, float cosine) {
    float[] kept = similarities[vector];
    if (kept.length == 0 || !(cosine > kept[kept.length - 1])) {
      return;
    }
    int at = kept.length - 1;
    for (; at > 0 && kept[at - 1] < cosine; at--) {
      kept[at] = kept[at - 1];
      nearest[vector][at] = nearest[vector][at - 1];
    }
    kept[at] = cosine;
    nearest[vector][at] = place;
  }

  /** How many unlabelled instances there are. */
  int size() {
    return ordinals.length;
  }

  /** The corpus ordinal of the unlabelled instance at a place. */
  int ordinal(int place) {
    return ordinals[place];
  }

  /** The places of what is nearest to a vector, the nearest first. */
  int[] nearest(int vector) {
    return nearest[vector];
  }

  /** The cosines of these. */
  float[] similarities(int vector) {
    return similarities[vector];
  }

  /** The largest cosine of the instance at a place with any vector. */
  float best(int place) {
    return best[place];
  }
}
