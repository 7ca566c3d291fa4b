package org.al4j.models.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The element types of the safetensors format that fill whole bytes. */
public enum Dtype {
  BOOL(1),
  U8(1),
  I8(1),
  F8_E5M2(1),
  F8_E4M3(1),
  I16(2),
  U16(2),
  F16(2),
  BF16(2),
  I32(4),
  U32(4),
  F32(4),
  F64(8),
  I64(8),
  U64(8);

  private final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }

  /** Whether its elements are fractions, as weights are. */
  boolean isReal() {
    return this == F32 || this == F16 || this == BF16 || this == F64;
  }

  /** Reads {@code count} elements of a type that {@link #isReal} from a little-endian buffer. */
  void read(ByteBuffer from, float[] to, int at, int count) {
    if (this == F32) {
      from.asFloatBuffer().get(to, at, count);
      return;
    }
    for (int i = at; i < at + count; i++) {
      to[i] =
          this == F16
              ? HalfFloat.toFloat(from.getShort())
              : this == BF16
                  ? Float.intBitsToFloat(from.getShort() << 16)
                  : (float) from.getDouble();
    }
  }

  public static Optional<Dtype> of(String name) {
    return Arrays.stream(values()).filter(d -> d.name().equals(name)).findFirst();
  }

  public static String known() {
    return Arrays.stream(values()).map(Dtype::name).collect(Collectors.joining(", "));
  }
}
