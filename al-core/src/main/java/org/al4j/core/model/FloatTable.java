package org.al4j.core.model;

import java.util.Arrays;
import java.util.Objects;

/**
 * Floats in Java's memory with a shape: what a model that computes in Java hands over, so that no
 * native library is needed and nothing is copied across.
 *
 * @param values in c-order, the last axis fastest; not copied, and not to be changed any more
 * @param shape the sizes of the axes; their product is the number of values
 */
@SuppressWarnings("ArrayRecordComponent") // streamed and never compared
public record FloatTable(float[] values, long[] shape) {
  /** Refuses a shape that does not fit the values. */
  public FloatTable {
    Objects.requireNonNull(values, "values");
    shape = shape.clone();
    long product = 1;
    for (long size : shape) {
      product *= size;
    }
    if (product != values.length || Arrays.stream(shape).anyMatch(size -> size < 0)) {
      throw new IllegalArgumentException(
          "a table's shape must fit its values, found shape "
              + Arrays.toString(shape)
              + " and "
              + values.length
              + " values");
    }
  }

  /** Numbers, {@code [n]}. */
  public static FloatTable vector(float... values) {
    return new FloatTable(values, new long[] {values.length});
  }

  /** A matrix {@code [n, columns]} by rows. */
  public static FloatTable matrix(float[] values, int rows, int columns) {
    return new FloatTable(values, new long[] {rows, columns});
  }
}
