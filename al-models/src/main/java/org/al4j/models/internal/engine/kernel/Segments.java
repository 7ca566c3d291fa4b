package org.al4j.models.internal.engine.kernel;

import java.nio.FloatBuffer;

/**
 * Where the sequences of a packed batch begin and how many tokens they have, as an input of a plan:
 * {@code [B, 2]}, whole numbers, 0 tokens where there is no sequence. Floats, as all inputs are:
 * exact up to 2^24.
 */
public final class Segments {
  private Segments() {}

  /** Writes each sequence's first row and tokens; room for further sequences stays empty. */
  public static void write(int[] starts, int[] counts, FloatBuffer segments) {
    for (int i = 0; i < size(segments); i++) {
      boolean used = i < starts.length;
      segments.put(2 * i, used ? starts[i] : 0);
      segments.put(2 * i + 1, used ? counts[i] : 0);
    }
  }

  static int size(FloatBuffer segments) {
    return segments.capacity() / 2;
  }

  static int start(FloatBuffer segments, int sequence) {
    return (int) segments.get(2 * sequence);
  }

  static int count(FloatBuffer segments, int sequence) {
    return (int) segments.get(2 * sequence + 1);
  }

  /** The row after the last sequence's last token: no sequence reads from here on. */
  static int end(FloatBuffer segments) {
    int end = 0;
    for (int i = 0; i < size(segments); i++) {
      end = Math.max(end, start(segments, i) + count(segments, i));
    }
    return end;
  }
}
