package org.al4j.models.embedding;

import java.nio.ByteBuffer;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.HalfFloat;

/** How exactly an {@link EmbeddingStore} keeps numbers. */
public enum Precision {
  /**
   * Half floats (IEEE 754 binary16), two bytes a number: eleven bits, about three decimal digits,
   * and magnitudes up to 65504. Enough for vectors of length 1, whose cosines move by less than
   * 0.0005.
   */
  HALF(Short.BYTES) {
    @Override
    void write(float[] vector, ByteBuffer to) {
      for (float value : vector) {
        if (Math.abs(requireFinite(value)) > HalfFloat.MAX) {
          throw new InvalidInputException(
              "half floats hold numbers up to "
                  + HalfFloat.MAX
                  + ", found "
                  + value
                  + " in its embedding; keep single floats");
        }
        to.putShort(HalfFloat.fromFloat(value));
      }
    }

    @Override
    float[] read(ByteBuffer from, int width) {
      short[] halves = new short[width];
      from.asShortBuffer().get(halves);
      float[] vector = new float[width];
      for (int i = 0; i < width; i++) {
        vector[i] = HalfFloat.toFloat(halves[i]);
      }
      return vector;
    }
  },
  /** Single floats, four bytes a number: nothing is rounded. */
  SINGLE(Float.BYTES) {
    @Override
    void write(float[] vector, ByteBuffer to) {
      for (float value : vector) {
        to.putFloat(requireFinite(value));
      }
    }

    @Override
    float[] read(ByteBuffer from, int width) {
      float[] vector = new float[width];
      from.asFloatBuffer().get(vector);
      return vector;
    }
  };

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of a number. */
  public int bytes() {
    return bytes;
  }

  private static float requireFinite(float value) {
    if (!Float.isFinite(value)) {
      throw new InvalidInputException("an embedding must be finite, found " + value);
    }
    return value;
  }

  /** Writes all numbers of a vector. */
  abstract void write(float[] vector, ByteBuffer to);

  /** Reads a vector. */
  abstract float[] read(ByteBuffer from, int width);
}
