package org.al4j.strategies.internal.matrix;

import java.util.Arrays;

/**
 * A partition of the rows of a matrix. The arrays are not copied.
 *
 * @param count how many clusters, some of which may be empty
 * @param labels the cluster of each row
 * @param distances of each row from the centre of its cluster
 * @param centres {@code [count, d]} in c-order
 * @param iterations how many times the rows were assigned
 */
@SuppressWarnings("ArrayRecordComponent") // as large as the pool, handed on once
public record Clusters(
    int count, int[] labels, float[] distances, float[] centres, int iterations) {
  /** The rows of each cluster, ascending. */
  public int[][] members() {
    int[] sizes = new int[count];
    for (int label : labels) {
      sizes[label]++;
    }
    int[][] members = new int[count][];
    for (int c = 0; c < count; c++) {
      members[c] = new int[sizes[c]];
    }
    Arrays.fill(sizes, 0);
    for (int i = 0; i < labels.length; i++) {
      members[labels[i]][sizes[labels[i]]++] = i;
    }
    return members;
  }
}
