package org.al4j.models.tensor;

import java.util.Arrays;
import java.util.Locale;

/**
 * A dense tensor of float32 on the heap.
 *
 * @param shape the extents; empty for a scalar
 * @param values row-major (c-order), as many as the product of the extents; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // millions of values: boxed or copied is no choice
public record Tensor(long[] shape, float[] values) {
  /** Checks that shape and values agree. */
  public Tensor {
    shape = shape.clone();
    long size = 1;
    for (long extent : shape) {
      size = Math.multiplyExact(size, extent);
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a tensor of shape %s holds %d values, %d given",
              Arrays.toString(shape),
              size,
              values.length));
    }
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor" + Arrays.toString(shape);
  }
}
