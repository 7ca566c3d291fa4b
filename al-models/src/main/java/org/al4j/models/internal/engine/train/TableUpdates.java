package org.al4j.models.internal.engine.train;

import java.nio.FloatBuffer;
import java.util.List;
import org.al4j.models.training.Optimizer;

/** The gradient of an embedding table and its updates. */
interface TableUpdates extends Exchange.Kept {
  /** Must be called for every row before it is looked up. */
  void touch(int row);

  /** Touches every row: the update is then dense. */
  void touchAll();

  /** Forgets the gradient. */
  void clear();

  /** Adds to the gradient of a touched row; ignored for the row of padding. */
  void add(int row, float[] gradient);

  /** Adds to the gradient of all rows, that of padding too: only its lookup has no gradient. */
  void addAll(FloatBuffer gradient);

  /** Sum of the squares of the gradient. */
  double squares();

  /** Begins an update by the gradient; it is done once all tasks have run, in whatever order. */
  List<Runnable> update(Update update, double share);

  /** Brings every row to where dense updates would have it. */
  void catchUp();

  /** The gradient of the whole table now. */
  float[] gradients();

  /**
   * Updates of a table.
   *
   * @param table rows of {@code width} floats, changed in place
   * @param padding the row whose lookup gets no gradient, or -1
   */
  static TableUpdates of(Optimizer optimizer, float[] table, int width, int padding) {
    return optimizer instanceof Optimizer.AdamW
        ? new RowUpdates(table, width, padding)
        : new DenseUpdates(optimizer, table, width, padding);
  }
}
