package org.al4j.models.internal.engine.kernel;

/** Arithmetic on c-order shapes. */
public final class Shapes {
  private Shapes() {}

  /** Number of elements; 1 for a scalar. */
  public static long length(long... shape) {
    long product = 1;
    for (long size : shape) {
      product *= size;
    }
    return product;
  }

  /** Strides of a dense c-order array. */
  public static long[] strides(long... shape) {
    long[] strides = new long[shape.length];
    long step = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = step;
      step *= shape[i];
    }
    return strides;
  }
}
