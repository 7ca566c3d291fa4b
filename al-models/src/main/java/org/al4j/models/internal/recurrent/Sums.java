package org.al4j.models.internal.recurrent;

import org.al4j.models.internal.engine.kernel.Vectors;

/** Sums over the rows of a matrix. */
final class Sums {
  private Sums() {}

  /** For each column the sum over the first rows. */
  static float[] ofColumns(NativeRows matrix, int rows) {
    float[] sums = new float[matrix.width()];
    float[] row = new float[matrix.width()];
    for (int i = 0; i < rows; i++) {
      matrix.get(i, row, row.length);
      Vectors.add(sums, row);
    }
    return sums;
  }
}
