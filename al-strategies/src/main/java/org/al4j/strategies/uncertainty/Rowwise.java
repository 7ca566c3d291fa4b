package org.al4j.strategies.uncertainty;

import java.nio.FloatBuffer;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Applies a formula to each row of a block's probabilities, which are copied to Java some rows at a
 * time.
 */
final class Rowwise {
  /** So many floats are copied at once that they stay in the first cache until they are read. */
  private static final int CACHED = 4096;

  private Rowwise() {}

  /** A utility of one row. */
  @FunctionalInterface
  interface Formula {
    /** The utility of the row that is {@code p[from]} to {@code p[to - 1]}. */
    double of(float[] p, int from, int to);
  }

  static void score(Outputs in, double[] out, Formula formula) {
    INDArray probabilities = in.get(Output.PROBABILITIES); // [n, C]
    int classes = (int) probabilities.size(1);
    FloatBuffer source = floats(probabilities);
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

  private static FloatBuffer floats(INDArray array) {
    boolean plain =
        array.dataType() == DataType.FLOAT
            && array.ordering() == 'c'
            && !array.isView()
            && array.length() == array.data().length();
    if (plain) {
      Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
      return array.data().asNioFloat();
    }
    try (INDArray copy = array.dup('c')) {
      return FloatBuffer.wrap(copy.data().asFloat());
    }
  }
}
