package org.al4j.models.internal.engine.kernel;

/** What a kernel makes of the elements of two arrays. */
interface PairFunction {
  /** Overwrites the first {@code count} elements of x. */
  void apply(float[] x, float[] y, int count);
}
