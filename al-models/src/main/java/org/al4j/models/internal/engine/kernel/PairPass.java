package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * A function of the elements of two arrays {@code [T, H]}, such as the gradient of a function of
 * elements, and in the same pass the sums of its columns, which are the gradient of a bias.
 *
 * @param width H
 */
public record PairPass(Kernel kernel, int width) implements Kernel {
  @Override
  public List<long[]> shapes(List<long[]> inputs) {
    return List.of(inputs.get(0), new long[] {width});
  }

  @Override
  public void run(FloatBuffer[] in, FloatBuffer[] out) {
    int chunk = Math.max(1, RowFunction.CHUNK / width) * width;
    float[] sums = new float[chunk]; // of the rows that are taken at a time, each by itself
    each(
        kernel.pairwise().orElseThrow(),
        chunk,
        in,
        (at, x, count) -> {
          Vectors.add(sums, x, count);
          out[0].put(at, x, 0, count);
        });
    for (int row = width; row < chunk; row += width) {
      Vectors.addPart(sums, sums, row, width);
    }
    out[1].put(0, sums, 0, width);
  }

  /** Without sums. */
  static void run(PairFunction function, FloatBuffer[] in, FloatBuffer result) {
    each(function, RowFunction.CHUNK, in, (at, x, count) -> result.put(at, x, 0, count));
  }

  private interface Taker {
    void take(int at, float[] values, int count);
  }

  private static void each(PairFunction function, int chunk, FloatBuffer[] in, Taker taker) {
    int length = in[0].capacity();
    float[] x = new float[Math.min(chunk, length)];
    float[] y = new float[x.length];
    for (int at = 0; at < length; at += x.length) {
      int count = Math.min(x.length, length - at);
      in[0].get(at, x, 0, count);
      in[1].get(at, y, 0, count);
      function.apply(x, y, count);
      taker.take(at, x, count);
    }
  }
}
