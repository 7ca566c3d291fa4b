package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * The gradient of a bias: sums a {@code [T, H]} gradient over its rows. Reads the bias for its
 * shape only.
 */
public final class ColumnSums implements Kernel {
  @Override
  public List<long[]> shapes(List<long[]> inputs) {
    return List.of(inputs.get(0));
  }

  @Override
  public void run(FloatBuffer[] inputs, FloatBuffer[] outputs) {
    int width = inputs[0].capacity();
    float[] sums = new float[width];
    float[] row = new float[width];
    for (int at = 0; at < inputs[1].capacity(); at += width) {
      inputs[1].get(at, row);
      Vectors.add(sums, row);
    }
    outputs[0].put(0, sums);
  }
}
