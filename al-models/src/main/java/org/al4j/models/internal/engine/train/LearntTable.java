package org.al4j.models.internal.engine.train;

import java.util.List;
import org.al4j.models.training.Optimizer;

/**
 * AdamW on the rows of a table that lies outside a graph, equal to a dense update at the cost of
 * the rows that were ever looked up.
 */
public final class LearntTable {
  private final TableUpdates updates;

  /**
   * Of a table.
   *
   * @param table rows of {@code width} numbers, changed in place
   * @param padding the row that has no gradient, or -1
   */
  public LearntTable(float[] table, int width, int padding) {
    updates = TableUpdates.of(Optimizer.adamW(), table, width, padding);
  }

  /** Must be called for every row before it is looked up. */
  public void touch(int row) {
    updates.touch(row);
  }

  /** Forgets the gradient. */
  public void clear() {
    updates.clear();
  }

  /** Adds to the gradient of a touched row. */
  public void add(int row, float[] gradient) {
    updates.add(row, gradient);
  }

  /** Sum of the squares of the gradient. */
  public double squares() {
    return updates.squares();
  }

  /** The gradient of the whole table now. */
  public float[] gradients() {
    return updates.gradients();
  }

  /**
   * Begins an update by the gradient; it is done once all tasks have run, in whatever order.
   *
   * @param decay weight decay, as a share of rate times a weight
   * @param scale what the gradient is multiplied by
   */
  public List<Runnable> update(double rate, double decay, float scale) {
    return updates.update(new Update(rate, scale, decay, true), 1);
  }

  /** Brings every row to where dense updates would have it. */
  public void catchUp() {
    updates.catchUp();
  }
}
