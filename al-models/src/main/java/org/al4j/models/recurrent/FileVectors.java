package org.al4j.models.recurrent;

import java.util.List;
import org.al4j.models.embedding.VectorTable;

/**
 * Vectors of a file as a table: padding is 0; words without a vector have that of {@code <unk>}, or
 * where there is none the mean of all.
 *
 * @param rows of the words
 * @param width numbers of a vector: {@code d}
 * @param values {@code [rows, d]}
 * @param identity tells it from another one
 */
@SuppressWarnings("ArrayRecordComponent") // shared by models, never changed or compared
record FileVectors(TableRows rows, int width, float[] values, String identity) {
  /** No vectors: every word has a vector of no numbers. */
  static final FileVectors NONE =
      new FileVectors(new TableRows(List.of()), 0, new float[0], "none");

  private static final String UNKNOWN = "<unk>";

  static FileVectors of(VectorTable table) {
    int width = table.width();
    TableRows rows = new TableRows(table.words());
    float[] values = new float[Math.multiplyExact(rows.count(), width)];
    System.arraycopy(table.values(), 0, values, TableRows.RESERVED * width, table.size() * width);
    if (table.has(UNKNOWN)) {
      table.copy(UNKNOWN, values, TableRows.UNKNOWN * width);
    } else {
      for (int k = 0; k < width; k++) {
        double sum = 0;
        for (int row = TableRows.RESERVED; row < rows.count(); row++) {
          sum += values[row * width + k];
        }
        values[TableRows.UNKNOWN * width + k] = (float) (sum / table.size());
      }
    }
    return new FileVectors(rows, width, values, table.identity());
  }
}
