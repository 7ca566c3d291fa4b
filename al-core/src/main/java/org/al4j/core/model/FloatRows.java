package org.al4j.core.model;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The elements of ND4J arrays as Java floats, the last axis fastest (c-order), whatever the array's
 * rank, order, strides and offset: the rows of a permuted, transposed, sliced or broadcast array
 * are read as its indexes say. Everything that reads a model's {@link Outputs} in Java reads them
 * through here; so should a strategy of your own.
 */
public final class FloatRows {
  private FloatRows() {}

  /**
   * A copy of all elements in c-order: of an array {@code [n, d]} the element {@code (i, j)} is at
   * {@code i * d + j}. Other types than float32 are converted.
   */
  public static float[] of(INDArray array) {
    float[] copy = new float[Math.toIntExact(array.length())];
    copy(array, copy);
    return copy;
  }

  /** A copy of all elements in c-order, float64 as it is and other types converted. */
  public static double[] doubles(INDArray array) {
    if (array.length() == 0) {
      return new double[0];
    }
    try (INDArray rows = array.dup('c')) {
      return rows.data().asDouble();
    }
  }

  /**
   * Copies all elements in c-order.
   *
   * @param into filled from its start; at least as long as the array
   */
  public static void copy(INDArray array, float[] into) {
    read(array).get(into, 0, Math.toIntExact(array.length()));
  }

  /**
   * The elements in c-order, to be read some at a time: of the array itself where it lies in memory
   * so, else of a copy.
   *
   * @return positioned at the first element; valid while the array is open and unchanged; only to
   *     be read
   */
  public static FloatBuffer read(INDArray array) {
    if (array.length() == 0) {
      return FloatBuffer.allocate(0);
    }
    if (array.dataType() == DataType.FLOAT && isPlain(array)) {
      Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
      return array.data().asNioFloat().slice(); // from the array's offset on
    }
    // asFloat reads value by value, which is slow, and says nothing of strides
    try (INDArray rows = array.dup('c')) {
      if (rows.dataType() != DataType.FLOAT) {
        return FloatBuffer.wrap(rows.data().asFloat());
      }
      Nd4j.getAffinityManager().ensureLocation(rows, Location.HOST);
      float[] copy = new float[Math.toIntExact(rows.length())];
      rows.data().asNioFloat().get(copy);
      return FloatBuffer.wrap(copy);
    }
  }

  /** The place of the largest of {@code n} values from {@code at}, the first of equals, from 0. */
  public static int argmax(float[] values, int at, int n) {
    int best = 0;
    for (int k = 1; k < n; k++) {
      best = values[at + k] > values[at + best] ? k : best;
    }
    return best;
  }

  /**
   * Whether the elements lie side by side from the array's offset on. Only the strides tell: a
   * permuted array may say that it is in c-order and no view.
   */
  private static boolean isPlain(INDArray array) {
    long stride = 1;
    for (int axis = array.rank() - 1; axis >= 0; axis--) {
      if (array.size(axis) != 1 && array.stride(axis) != stride) {
        return false;
      }
      stride *= array.size(axis);
    }
    return true;
  }
}
