package org.al4j.models.internal.engine.kernel;

/** What a kernel does to rows, to each by itself, in place. */
interface RowFunction {
  /** Numbers that are worked on at a time: three such arrays fit the first cache. */
  int CHUNK = 4096;

  /** How many rows of {@code width} numbers are given at a time, at most. */
  default int rows(int width) {
    return Math.max(1, CHUNK / width);
  }

  /**
   * Overwrites rows.
   *
   * @param rows behind each other from 0 on
   * @param count of numbers; those after them are none of theirs
   * @param parameters the arrays that the kernel reads beside the rows
   */
  void apply(float[] rows, int count, float[][] parameters);
}
