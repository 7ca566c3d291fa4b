package org.al4j.strategies.internal.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Hierarchical clustering by average linkage on cosine distance, exactly, without a matrix of
 * distances: the mean distance between unit vectors of two clusters is {@code 1 - m.m'} of their
 * means. The nearest-neighbour chain finds the merges in {@code O(n^2 d)} time and {@code O(n d)}
 * memory.
 *
 * <p>Source: Müllner 2011, Modern hierarchical, agglomerative clustering algorithms.
 */
public final class AverageLinkage {
  private record Merge(int first, int second, double height) {}

  private final int n;
  private final int d;
  private final float[] means; // [n, d]
  private final int[] sizes; // 0 once merged away
  private final List<Merge> merges = new ArrayList<>();

  private AverageLinkage(Matrix matrix) {
    this.n = matrix.rows();
    this.d = matrix.columns();
    this.means = matrix.toRows();
    this.sizes = new int[n];
    Arrays.fill(sizes, 1);
  }

  /**
   * The cluster of each row, numbered in order of their first rows.
   *
   * @param matrix rows of length one (or zero)
   * @param most merges until there are at most so many clusters
   * @param threshold and merges what is nearer than this
   */
  public static int[] cluster(Matrix matrix, int most, double threshold) {
    AverageLinkage linkage = new AverageLinkage(matrix);
    linkage.chain();
    return linkage.cut(most, threshold);
  }

  private void chain() {
    int[] chain = new int[n];
    int length = 0;
    while (merges.size() < n - 1) {
      if (length == 0) {
        chain[length++] = firstLeft();
      }
      int tip = chain[length - 1];
      int previous = length > 1 ? chain[length - 2] : -1;
      int nearest = nearest(tip, previous);
      if (nearest == previous) {
        merge(previous, tip);
        length -= 2;
      } else {
        // rounding alone can lead back into a chain that has outlived a merge: then start anew
        length = contains(chain, length, nearest) ? 0 : length;
        chain[length++] = nearest;
      }
    }
  }

  private static boolean contains(int[] chain, int length, int cluster) {
    return Arrays.stream(chain, 0, length).anyMatch(link -> link == cluster);
  }

  private int firstLeft() {
    int i = 0;
    while (sizes[i] == 0) {
      i++;
    }
    return i;
  }

  /** The nearest cluster; {@code previous} wins ties, so that the chain ends. */
  private int nearest(int tip, int previous) {
    int best = previous;
    float most = previous < 0 ? Float.NEGATIVE_INFINITY : dot(tip, previous);
    for (int i = 0; i < n; i++) {
      if (sizes[i] > 0 && i != tip && i != previous) {
        float similarity = dot(tip, i);
        if (similarity > most) {
          most = similarity;
          best = i;
        }
      }
    }
    return best;
  }

  private float dot(int a, int b) {
    int p = Math.min(a, b) * d;
    int q = Math.max(a, b) * d;
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int j = 0;
    for (; j + 4 <= d; j += 4) {
      s0 += means[p + j] * means[q + j];
      s1 += means[p + j + 1] * means[q + j + 1];
      s2 += means[p + j + 2] * means[q + j + 2];
      s3 += means[p + j + 3] * means[q + j + 3];
    }
    for (; j < d; j++) {
      s0 += means[p + j] * means[q + j];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private void merge(int a, int b) {
    int kept = Math.min(a, b);
    int gone = Math.max(a, b);
    merges.add(new Merge(kept, gone, Math.max(0, 1.0 - dot(a, b))));
    double total = sizes[kept] + sizes[gone];
    float left = (float) (sizes[kept] / total);
    float right = (float) (sizes[gone] / total);
    for (int j = 0; j < d; j++) {
      means[kept * d + j] = left * means[kept * d + j] + right * means[gone * d + j];
    }
    sizes[kept] += sizes[gone];
    sizes[gone] = 0;
  }

  private int[] cut(int most, double threshold) {
    int[] parent = new int[n];
    for (int i = 0; i < n; i++) {
      parent[i] = i;
    }
    List<Merge> ordered = new ArrayList<>(merges);
    ordered.sort(Comparator.comparingDouble(Merge::height)); // stable: parts before the whole
    int left = n;
    for (Merge merge : ordered) {
      if (left > most || merge.height() < threshold) {
        int a = root(parent, merge.first());
        int b = root(parent, merge.second());
        parent[Math.max(a, b)] = Math.min(a, b);
        left--;
      }
    }
    return number(parent);
  }

  private static int root(int[] parent, int of) {
    int root = of;
    while (parent[root] != root) {
      root = parent[root];
    }
    return root;
  }

  private static int[] number(int[] parent) {
    int[] labels = new int[parent.length];
    int next = 0;
    for (int i = 0; i < parent.length; i++) {
      int root = root(parent, i);
      labels[i] = root == i ? next++ : labels[root];
    }
    return labels;
  }
}
