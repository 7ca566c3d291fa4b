package org.al4j.models.internal.engine.train;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.training.Optimizer;

/**
 * Updates of an embedding table as of any matrix, with a gradient of the table's size. For
 * optimizers whose step of one row depends on all others, as Adafactor's does through the means
 * over rows and columns and the clipping.
 */
final class DenseUpdates implements TableUpdates {
  private final float[] table;
  private final int width;
  private final int padding;
  private final float[] gradient;
  private final TensorState state;

  DenseUpdates(Optimizer optimizer, float[] table, int width, int padding) {
    this.table = table;
    this.width = width;
    this.padding = padding;
    this.gradient = new float[table.length];
    this.state = TensorState.of(optimizer, new long[] {table.length / width, width});
  }

  @Override
  public void exchange(Exchange exchange) throws IOException {
    state.exchange(exchange);
  }

  @Override
  public void touch(int row) {
    // every row is always up to date
  }

  @Override
  public void touchAll() {
    // every row is always up to date
  }

  @Override
  public void clear() {
    Arrays.fill(gradient, 0);
  }

  @Override
  public void add(int row, float[] values) {
    if (row != padding) {
      Vectors.add(gradient, row * width, values, width);
    }
  }

  @Override
  public void addAll(FloatBuffer values) {
    float[] row = new float[width];
    for (int at = 0; at < table.length; at += width) {
      values.get(at, row);
      Vectors.add(gradient, at, row, width);
    }
  }

  @Override
  public double squares() {
    return Vectors.squares(gradient);
  }

  @Override
  public List<Runnable> update(Update update, double share) {
    Update.Step step = update.step(share, true);
    return List.of(() -> state.update(FloatBuffer.wrap(table), gradient, 0, step));
  }

  @Override
  public void catchUp() {
    // every row is always up to date
  }

  @Override
  public float[] gradients() {
    return gradient.clone();
  }
}
