package org.al4j.strategies.ups;

import java.util.Arrays;
import java.util.PrimitiveIterator;
import org.al4j.core.pool.Pool;

/**
 * The unlabelled instances, most uncertain first; what was never scored comes before all others,
 * ties go to the smaller ordinal. Sorted as longs: the score's bits, turned so that their order is
 * that of falling scores, above the ordinal. Eight bytes an instance.
 *
 * @param unknown how many were never scored
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record Ranking(long[] keys, int unknown) {
  static Ranking of(Pool<?> pool, UpsMemory memory) {
    long[] keys = new long[pool.unlabelledCount()];
    int unknown = 0;
    int count = 0;
    for (PrimitiveIterator.OfInt all = pool.unlabelledOrdinals(); all.hasNext(); ) {
      int ordinal = all.nextInt();
      float score = memory.score(ordinal);
      int descending;
      if (Float.isNaN(score)) {
        unknown++;
        descending = Integer.MIN_VALUE;
      } else {
        int bits = Float.floatToIntBits(score);
        descending = ~(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
      }
      keys[count++] = (long) descending << 32 | ordinal;
    }
    Arrays.parallelSort(keys);
    return new Ranking(keys, unknown);
  }

  int size() {
    return keys.length;
  }

  int ordinal(int rank) {
    return (int) keys[rank];
  }
}
