package org.al4j.models.transformer.internal;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.al4j.models.transformer.internal.AdamW.Moments;
import org.jspecify.annotations.Nullable;

/**
 * AdamW on an embedding table, equal to the dense update but without its cost. A row that no batch
 * has touched has zero moments, so the dense update only decays it: that is kept as one factor for
 * all such rows and applied when a row is first looked up, or on {@link #catchUp}. Touched rows are
 * updated every time, with gradient zero when absent.
 */
final class RowUpdates implements TableUpdates {
  private final float[] table;
  private final int width;
  private final int padding;
  private final @Nullable Row[] rows;
  private final List<Integer> live = new ArrayList<>();
  private double pendingDecay = 1;
  private int updates;

  private static final class Row {
    final float[] gradient;
    final Moments moments;

    Row(int width) {
      gradient = new float[width];
      moments = new Moments(width);
    }
  }

  RowUpdates(float[] table, int width, int padding) {
    this.table = table;
    this.width = width;
    this.padding = padding;
    this.rows = new Row[table.length / width];
  }

  @Override
  public void touch(int row) {
    if (rows[row] == null) {
      rows[row] = new Row(width);
      live.add(row);
      decay(row);
    }
  }

  @Override
  public void touchAll() {
    for (int row = 0; row < rows.length; row++) {
      touch(row);
    }
  }

  @Override
  public void clear() {
    live.forEach(row -> Arrays.fill(rows[row].gradient, 0));
  }

  @Override
  public void add(int row, float[] gradient) {
    if (row != padding) {
      Vectors.add(rows[row].gradient, gradient);
    }
  }

  @Override
  public void addAll(FloatBuffer gradient) {
    float[] row = new float[width];
    for (int i = 0; i < rows.length; i++) {
      gradient.get(i * width, row);
      Vectors.add(rows[i].gradient, row);
    }
  }

  @Override
  public double squares() {
    double sum = 0;
    for (int row : live) {
      sum += Vectors.dot(rows[row].gradient, rows[row].gradient, width);
    }
    return sum;
  }

  @Override
  public void update(Update update, double share) {
    updates++;
    double rate = update.rate() * share;
    pendingDecay *= 1 - rate * update.decay();
    AdamW adam = AdamW.at(updates, rate, update.decay());
    float[] p = new float[width];
    for (int index : live) {
      Row row = rows[index];
      if (update.scale() != 1) {
        Vectors.scale(row.gradient, update.scale());
      }
      System.arraycopy(table, index * width, p, 0, width);
      adam.update(p, row.gradient, row.moments.first, row.moments.second, width);
      System.arraycopy(p, 0, table, index * width, width);
    }
  }

  @Override
  public void catchUp() {
    for (int row = 0; row < rows.length; row++) {
      if (rows[row] == null) {
        decay(row);
      }
    }
    pendingDecay = 1;
  }

  @Override
  public float[] gradients() {
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
