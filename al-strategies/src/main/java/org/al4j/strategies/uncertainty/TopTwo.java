package org.al4j.strategies.uncertainty;

/**
 * The two largest probabilities of a row; a NaN without a sign counts as the largest.
 *
 * <p>Floats from 0 on are ordered as their bits are, NaN above all others. The bits are compared,
 * since the larger of two integers costs neither a branch, which random rows mispredict, nor the
 * care that {@link Math#max(float, float)} takes of signed zeros: half the time. What has a sign
 * counts as zero, which is right for a zero alone: other negative numbers and NaN do not get here,
 * {@link org.al4j.core.model.Outputs} refuses them.
 *
 * @param second 0 where there is one class
 */
record TopTwo(double first, double second) {
  static TopTwo of(float[] p, int from, int to) {
    int first = 0;
    int second = 0;
    for (int k = from; k < to; k++) {
      int bits = Float.floatToRawIntBits(p[k]);
      second = Math.max(second, Math.min(first, bits));
      first = Math.max(first, bits);
    }
    return new TopTwo(Float.intBitsToFloat(first), Float.intBitsToFloat(second));
  }

  /** The first alone. */
  static float largest(float[] p, int from, int to) {
    int largest = 0;
    for (int k = from; k < to; k++) {
      largest = Math.max(largest, Float.floatToRawIntBits(p[k]));
    }
    return Float.intBitsToFloat(largest);
  }
}
