package org.al4j.strategies.uncertainty;

import java.util.function.ToDoubleFunction;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Applies a formula to each row of a block's probabilities; the block is copied to Java at once.
 */
final class Rowwise {
  private Rowwise() {}

  static void score(Outputs in, double[] out, ToDoubleFunction<double[]> formula) {
    INDArray probabilities = in.get(Output.PROBABILITIES); // [n, C]
    int classes = (int) probabilities.size(1);
    float[] flat = floats(probabilities);
    double[] row = new double[classes]; // [C]
    for (int i = 0; i < in.size(); i++) {
      for (int k = 0; k < classes; k++) {
        row[k] = flat[i * classes + k];
      }
      out[i] = formula.applyAsDouble(row);
    }
  }

  private static float[] floats(INDArray array) {
    boolean plain =
        array.ordering() == 'c' && !array.isView() && array.length() == array.data().length();
    if (plain) {
      return array.data().asFloat();
    }
    try (INDArray copy = array.dup('c')) {
      return copy.data().asFloat();
    }
  }
}
