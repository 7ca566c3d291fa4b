package org.al4j.core.query;

import java.util.Arrays;
import java.util.Iterator;
import java.util.PrimitiveIterator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Instance;
import org.al4j.core.pool.Pool;

/**
 * The instances a strategy may choose from in one round, ordered by ordinal: positions 0 to size -
 * 1. A view of the corpus that holds four bytes per candidate.
 */
public final class Candidates implements Iterable<Instance> {
  private final Corpus corpus;
  private final int[] ordinals;

  private Candidates(Corpus corpus, int[] ordinals) {
    this.corpus = corpus;
    this.ordinals = ordinals;
  }

  /** All unlabelled instances of the pool. */
  public static Candidates all(Pool<?> pool) {
    return where(pool, ordinal -> true);
  }

  /**
   * The unlabelled instances of the pool whose ordinal passes {@code keep}, listed in ascending
   * order.
   */
  public static Candidates where(Pool<?> pool, IntPredicate keep) {
    int[] ordinals = new int[pool.unlabelledCount()];
    int count = 0;
    for (PrimitiveIterator.OfInt all = pool.unlabelledOrdinals(); all.hasNext(); ) {
      int ordinal = all.nextInt();
      if (keep.test(ordinal)) {
        ordinals[count++] = ordinal;
      }
    }
    return new Candidates(pool.corpus(), Arrays.copyOf(ordinals, count));
  }

  /** How many candidates there are. */
  public int size() {
    return ordinals.length;
  }

  /** The candidate at a position. */
  public Instance get(int position) {
    return corpus.get(ordinals[position]);
  }

  /**
   * The corpus ordinal of the candidate with an id, or -1 if no candidate has it. Cost: O(log n)
   * string comparisons.
   */
  public int ordinalOf(String id) {
    int ordinal = corpus.ordinal(id);
    return ordinal >= 0 && Arrays.binarySearch(ordinals, ordinal) >= 0 ? ordinal : -1;
  }

  /** The corpus ordinal of the candidate at a position. */
  public int ordinal(int position) {
    return ordinals[position];
  }

  @Override
  public Iterator<Instance> iterator() {
    return IntStream.of(ordinals).mapToObj(corpus::get).iterator();
  }
}
