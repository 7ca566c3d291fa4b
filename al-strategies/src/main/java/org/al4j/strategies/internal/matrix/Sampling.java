package org.al4j.strategies.internal.matrix;

import java.util.BitSet;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/** Draws an index with a probability proportional to its weight. */
public final class Sampling {
  private Sampling() {}

  /**
   * Draws an index that is not in {@code taken}; where all weights left are zero, uniformly.
   *
   * @param weight not negative, by index
   * @param taken at least one index below {@code count} is not in it
   */
  public static int draw(
      int count, IntToDoubleFunction weight, BitSet taken, RandomGenerator random) {
    double total = 0;
    for (int i = 0; i < count; i++) {
      total += taken.get(i) ? 0 : weight.applyAsDouble(i);
    }
    if (!(total > 0)) {
      return uniform(count, taken, random);
    }
    double left = random.nextDouble() * total;
    int last = -1;
    for (int i = 0; i < count; i++) {
      double share = taken.get(i) ? 0 : weight.applyAsDouble(i);
      if (share > 0) {
        last = i;
        left -= share;
        if (left < 0) {
          return i;
        }
      }
    }
    return last; // rounding left a remainder
  }

  private static int uniform(int count, BitSet taken, RandomGenerator random) {
    int skip = random.nextInt(count - taken.cardinality());
    int index = taken.nextClearBit(0);
    for (; skip > 0; skip--) {
      index = taken.nextClearBit(index + 1);
    }
    return index;
  }
}
