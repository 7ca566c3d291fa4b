package org.al4j.models.tfidf;

/**
 * A sparse matrix {@code [n, V]} by rows: row {@code i} has the entries {@code offsets[i]} to
 * {@code offsets[i+1] - 1} of {@code columns} (ascending) and {@code values}. ND4J has no sparse
 * type.
 */
@SuppressWarnings("ArrayRecordComponent") // a struct, never compared
record SparseRows(int[] offsets, int[] columns, double[] values) {
  int size() {
    return offsets.length - 1;
  }
}
