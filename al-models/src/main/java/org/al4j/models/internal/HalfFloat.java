package org.al4j.models.internal;

/** IEEE 754 binary16 to and from float32; the JDK has this from version 20 on. */
public final class HalfFloat {
  /** The largest finite value, 65504. */
  public static final float MAX = 65504f;

  private HalfFloat() {}

  /** Exact. */
  public static float toFloat(short half) {
    if (((half + 0x400) & 0x7800) == 0) {
      return special(half); // rare: kept apart, so that the rest is short
    }
    int magnitude = ((half & 0x7fff) << 13) + ((127 - 15) << 23);
    return Float.intBitsToFloat(((half & 0x8000) << 16) | magnitude);
  }

  /** Zero, subnormal, infinite or no number. */
  private static float special(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >> 10) & 0x1f;
    int mantissa = half & 0x3ff;
    if (exponent == 0x1f) {
      return Float.intBitsToFloat(sign | 0x7f800000 | mantissa << 13);
    }
    float magnitude = mantissa * 0x1p-24f; // subnormal: exact in float32
    return sign == 0 ? magnitude : -magnitude;
  }

  /** Rounds to nearest, ties to even; what lies beyond the finite range becomes infinite. */
  public static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) {
      return (short) (sign | 0x7e00); // NaN
    }
    if (magnitude >= 0x477ff000) {
      return (short) (sign | 0x7c00); // 65520 and above rounds to infinity
    }
    if (magnitude < 0x38800000) {
      // Below the smallest normal half: rint gives the multiple of 2^-24, ties to even.
      return (short) (sign | (int) Math.rint(Math.abs((double) value) * 0x1p24));
    }
    int rounded = magnitude + 0xfff + ((magnitude >> 13) & 1);
    return (short) (sign | (rounded - 0x38000000) >> 13);
  }
}
