package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** What {@link FloatBuffer} lacks. */
public final class Buffers {
  private static final int CHUNK = 4096;

  private Buffers() {}

  /** Writes a value to the elements from {@code from} to before {@code to}. */
  public static void fill(FloatBuffer buffer, int from, int to, float value) {
    float[] values = new float[Math.max(0, Math.min(CHUNK, to - from))];
    Arrays.fill(values, value);
    for (int at = from; at < to; at += values.length) {
      buffer.put(at, values, 0, Math.min(values.length, to - at));
    }
  }
}
