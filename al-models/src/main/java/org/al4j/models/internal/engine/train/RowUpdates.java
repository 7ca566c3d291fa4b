package org.al4j.models.internal.engine.train;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.internal.engine.train.AdamW.Moments;

/**
 * AdamW on an embedding table, equal to the dense update but without its cost. A row that no batch
 * has touched has zero moments, so the dense update only decays it: that is kept as one factor for
 * all such rows and applied when a row is first looked up, or on {@link #catchUp}. Touched rows are
 * updated every time, with gradient zero when absent; they lie together in slabs in the order in
 * which they were first touched.
 */
final class RowUpdates implements TableUpdates {
  /** Floats of a slab, if a row is not longer: loops that short rows would leave too early. */
  private static final int SLAB = 1024;

  /** Slabs that a task updates, some 50 microseconds of work. */
  private static final int TASK = 32;

  private final float[] table;
  private final int width;
  private final int padding;
  private final int capacity;
  private final int[] places;
  private final List<Slab> slabs = new ArrayList<>();
  private double pendingDecay = 1;
  private int live;
  private int updates;

  /** Touched rows side by side; rows without gradient in this batch are zero and not marked. */
  private static final class Slab {
    final int[] rows;
    final boolean[] marked;
    final float[] gradient;
    final Moments moments;
    int size;

    Slab(int capacity, int width) {
      rows = new int[capacity];
      marked = new boolean[capacity];
      gradient = new float[capacity * width];
      moments = new Moments(capacity * width);
    }
  }

  RowUpdates(float[] table, int width, int padding) {
    this.table = table;
    this.width = width;
    this.padding = padding;
    this.capacity = Math.max(1, SLAB / width);
    this.places = new int[table.length / width];
    Arrays.fill(places, -1);
  }

  @Override
  public void touch(int row) {
    if (places[row] >= 0) {
      return;
    }
    place(row);
    decay(row);
  }

  private void place(int row) {
    places[row] = live++;
    if (places[row] == slabs.size() * capacity) {
      slabs.add(new Slab(capacity, width));
    }
    Slab slab = slabs.get(places[row] / capacity);
    slab.rows[slab.size++] = row;
  }

  /** With the order of the rows, as sums over them go in it. */
  @Override
  public void exchange(Exchange exchange) throws IOException {
    updates = exchange.integer(updates);
    pendingDecay = exchange.number(pendingDecay);
    int rows = exchange.integer(live);
    for (int i = 0; i < rows; i++) {
      int row = exchange.integer(i < live ? slabs.get(i / capacity).rows[i % capacity] : -1);
      if (i == live) {
        if (row < 0 || row >= places.length || places[row] >= 0) {
          throw new InvalidInputException("row " + row + " of a table of " + places.length);
        }
        place(row);
      }
    }
    for (Slab slab : slabs) {
      slab.moments.exchange(exchange);
    }
  }

  @Override
  public void touchAll() {
    for (int row = 0; row < places.length; row++) {
      touch(row);
    }
  }

  @Override
  public void clear() {
    for (Slab slab : slabs) {
      for (int i = 0; i < slab.size; i++) {
        if (slab.marked[i]) {
          Arrays.fill(slab.gradient, i * width, (i + 1) * width, 0);
          slab.marked[i] = false;
        }
      }
    }
  }

  @Override
  public void add(int row, float[] gradient) {
    if (row != padding) {
      accumulate(row, gradient);
    }
  }

  @Override
  public void addAll(FloatBuffer gradient) {
    float[] row = new float[width];
    for (int i = 0; i < places.length; i++) {
      gradient.get(i * width, row);
      accumulate(i, row);
    }
  }

  private void accumulate(int row, float[] gradient) {
    Slab slab = slabs.get(places[row] / capacity);
    int i = places[row] % capacity;
    slab.marked[i] = true;
    Vectors.add(slab.gradient, i * width, gradient, width);
  }

  @Override
  public double squares() {
    float[] row = new float[width];
    double sum = 0;
    for (Slab slab : slabs) {
      for (int i = 0; i < slab.size; i++) {
        if (slab.marked[i]) {
          System.arraycopy(slab.gradient, i * width, row, 0, width);
          sum += Vectors.dot(row, row, width);
        }
      }
    }
    return sum;
  }

  @Override
  public List<Runnable> update(Update update, double share) {
    updates++;
    Update.Step step = update.step(share, true);
    pendingDecay *= 1 - step.rate() * step.share() * step.decay();
    AdamW adam = AdamW.at(updates, step);
    List<Runnable> tasks = new ArrayList<>();
    for (int from = 0; from < slabs.size(); from += TASK) {
      List<Slab> some = slabs.subList(from, Math.min(from + TASK, slabs.size()));
      tasks.add(() -> update(adam, some));
    }
    return tasks;
  }

  private void update(AdamW adam, List<Slab> some) {
    float[] p = new float[capacity * width];
    for (Slab slab : some) {
      for (int i = 0; i < slab.size; i++) {
        System.arraycopy(table, slab.rows[i] * width, p, i * width, width);
      }
      adam.update(p, slab.gradient, slab.moments, slab.size * width);
      for (int i = 0; i < slab.size; i++) {
        System.arraycopy(p, i * width, table, slab.rows[i] * width, width);
      }
    }
  }

  @Override
  public void catchUp() {
    for (int row = 0; row < places.length; row++) {
      if (places[row] < 0) {
        decay(row);
      }
    }
    pendingDecay = 1;
  }

  @Override
  public float[] gradients() {
    float[] all = new float[table.length];
    for (Slab slab : slabs) {
      for (int i = 0; i < slab.size; i++) {
        System.arraycopy(slab.gradient, i * width, all, slab.rows[i] * width, width);
      }
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
