package org.al4j.strategies.internal.matrix;

import java.nio.FloatBuffer;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;

/**
 * Applies a formula to each row of an output {@code [n, C]} of a block, which is copied to Java
 * some rows at a time.
 */
public final class Rowwise {
  /** So many floats are copied at once that they stay in the first cache until they are read. */
  private static final int CACHED = 4096;

  private Rowwise() {}

  /** A utility of one row. */
  @FunctionalInterface
  public interface Formula {
    /** The utility of the row that is {@code p[from]} to {@code p[to - 1]}. */
    double of(float[] p, int from, int to);
  }

  /** Scores the rows of {@code output}; {@code out} receives one number a row. */
  public static void score(Outputs in, Output output, double[] out, Formula formula) {
    int classes = (int) in.shape(output)[1]; // [n, C]
    FloatBuffer source = in.rows(output);
    int most = Math.max(1, CACHED / classes);
    float[] some = new float[Math.min(in.size(), most) * classes];
    for (int first = 0; first < in.size(); first += most) {
      int count = Math.min(most, in.size() - first);
      source.get(some, 0, count * classes);
      for (int i = 0; i < count; i++) {
        out[first + i] = formula.of(some, i * classes, (i + 1) * classes);
      }
    }
  }
}
