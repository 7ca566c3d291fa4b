package org.al4j.models.transformer.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.al4j.models.transformer.internal.AdamW.Moments;
import org.jspecify.annotations.Nullable;

/**
 * AdamW on an embedding table, equal to the dense update but without its cost. A row that no batch
 * has touched has zero moments, so the dense update only decays it: that is kept as one factor for
 * all such rows and applied when a row is first looked up, or at the end. Touched rows are updated
 * every time, with gradient zero when absent.
 */
final class TableUpdates {
  private final float[] table;
  private final int width;
  private final int frozen;
  private final @Nullable Moments[] rows;
  private final List<Integer> live = new ArrayList<>();
  private double pendingDecay = 1;

  /**
   * Updates of a table.
   *
   * @param table rows of {@code width} floats, changed in place
   * @param frozen the row that gets no gradient (padding), or -1
   */
  TableUpdates(float[] table, int width, int frozen) {
    this.table = table;
    this.width = width;
    this.frozen = frozen;
    this.rows = new Moments[table.length / width];
  }

  /** Must be called for every row before it is looked up. */
  void touch(int row) {
    if (rows[row] == null) {
      rows[row] = new Moments(width);
      live.add(row);
      decay(row);
    }
  }

  /** Adds to the gradient of a touched row. */
  void add(int row, float[] gradient) {
    if (row == frozen) {
      return;
    }
    float[] sum = rows[row].gradient;
    for (int k = 0; k < width; k++) {
      sum[k] += gradient[k];
    }
  }

  /** Sum of the squares of the gradient. */
  double squares() {
    double sum = 0;
    for (int row : live) {
      sum += Vectors.dot(rows[row].gradient, rows[row].gradient, width);
    }
    return sum;
  }

  /** Scales the gradient, updates, and clears the gradient. */
  void update(AdamW adam, float scale, double decayFactor) {
    pendingDecay *= decayFactor;
    for (int row : live) {
      Moments moments = rows[row];
      if (scale != 1) {
        Vectors.scale(moments.gradient, scale);
      }
      adam.update(table, row * width, moments, 0, width);
      Arrays.fill(moments.gradient, 0);
    }
  }

  /**
   * Decays the rows that were never touched; afterwards the table is what dense updates would have
   * made.
   */
  void finish() {
    for (int row = 0; row < rows.length; row++) {
      if (rows[row] == null) {
        decay(row);
      }
    }
    pendingDecay = 1;
  }

  /** The gradient of the whole table now. */
  float[] gradients() {
    float[] all = new float[table.length];
    for (int row : live) {
      System.arraycopy(rows[row].gradient, 0, all, row * width, width);
    }
    return all;
  }

  private void decay(int row) {
    float factor = (float) pendingDecay;
    for (int k = row * width; k < (row + 1) * width; k++) {
      table[k] *= factor;
    }
  }
}
