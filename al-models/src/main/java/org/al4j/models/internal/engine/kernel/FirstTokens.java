package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;

/** Each sequence's first row, {@code [T, H] -> [B, H]}, by the {@link Segments}. */
public enum FirstTokens implements Kernel {
  /** From the rows and the segments; zeros where there is no sequence. */
  FORWARD {
    @Override
    public List<long[]> shapes(List<long[]> inputs) {
      return List.<long[]>of(new long[] {inputs.get(1)[0], inputs.get(0)[1]});
    }

    @Override
    void copy(FloatBuffer from, FloatBuffer to, int row, int sequence, float[] values) {
      from.get(row * values.length, values);
      to.put(sequence * values.length, values);
    }
  },
  /** From the first rows' gradient, the segments and the rows to the rows' gradient. */
  BACKWARD {
    @Override
    public List<long[]> shapes(List<long[]> inputs) {
      return List.<long[]>of(inputs.get(2));
    }

    @Override
    void copy(FloatBuffer from, FloatBuffer to, int row, int sequence, float[] values) {
      from.get(sequence * values.length, values);
      to.put(row * values.length, values);
    }
  };

  abstract void copy(FloatBuffer from, FloatBuffer to, int row, int sequence, float[] values);

  @Override
  public void run(FloatBuffer[] in, FloatBuffer[] out) {
    FloatBuffer segments = in[1];
    FloatBuffer first = this == FORWARD ? out[0] : in[0];
    float[] values = new float[first.capacity() / Segments.size(segments)];
    Buffers.fill(out[0], 0, out[0].capacity(), 0);
    for (int i = 0; i < Segments.size(segments); i++) {
      if (Segments.count(segments, i) > 0) {
        copy(in[0], out[0], Segments.start(segments, i), i, values);
      }
    }
  }
}
