package org.al4j.models.internal.engine.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.engine.kernel.Shapes;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A variable of a graph once its shape is known: either a stretch of a {@link Slot}, possibly
 * shared with the variable it was reshaped from, or an array that exists outside the plan (weights,
 * shape constants).
 */
@SuppressWarnings("ArrayRecordComponent") // identity is all that counts
record Value(long[] shape, @Nullable Slot slot, long at, @Nullable INDArray external) {

  public static Value in(Slot slot, long at, long... shape) {
    return new Value(shape.clone(), slot, at, null);
  }

  static Value of(INDArray external) {
    return new Value(external.shape(), null, 0, external);
  }

  /** The same memory under another shape of the same length. */
  Value as(long... newShape) {
    return new Value(newShape.clone(), slot, at, external);
  }

  /** The {@code i}-th slice along the first axis. */
  Value part(int i) {
    long[] rest = Arrays.copyOfRange(shape, 1, shape.length);
    if (external != null) {
      throw new IllegalStateException("slices of arrays outside the plan are not needed");
    }
    return new Value(rest, slot, at + i * Shapes.length(rest), null);
  }

  /** Elements; kernels and buffers count them as Java's arrays do. */
  int length() {
    long length = Shapes.length(shape);
    if (length > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "a batch needs an array %s of %d numbers, at most %d are possible; take smaller"
                  + " batches or shorter texts",
              Arrays.toString(shape),
              length,
              Integer.MAX_VALUE));
    }
    return (int) length;
  }

  static void use(List<Value> values, int step) {
    for (Value value : values) {
      if (value.slot != null) {
        value.slot.usedBy(step);
      }
    }
  }
}
