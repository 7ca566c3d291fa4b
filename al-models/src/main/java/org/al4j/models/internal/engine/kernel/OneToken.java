package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * The row of one token of each sequence, {@code [T, H] -> [B, H]}, by the {@link Segments}, zeros
 * where there is no sequence; or backward, from those rows' gradient, the segments and the rows to
 * the rows' gradient.
 *
 * @param which the first or the last
 */
public record OneToken(Tokens which, boolean backward) implements Kernel {
  @Override
  public List<long[]> shapes(List<long[]> inputs) {
    return List.<long[]>of(
        backward ? inputs.get(2) : new long[] {inputs.get(1)[0], inputs.get(0)[1]});
  }

  @Override
  public void run(FloatBuffer[] in, FloatBuffer[] out) {
    FloatBuffer segments = in[1];
    FloatBuffer picked = backward ? in[0] : out[0];
    float[] values = new float[picked.capacity() / Segments.size(segments)];
    Buffers.fill(out[0], 0, out[0].capacity(), 0);
    for (int i = 0; i < Segments.size(segments); i++) {
      int count = Segments.count(segments, i);
      if (count > 0) {
        int row = Segments.start(segments, i) + which.place(count);
        in[0].get((backward ? i : row) * values.length, values);
        out[0].put((backward ? row : i) * values.length, values);
      }
    }
  }
}
