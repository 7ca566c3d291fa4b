package org.al4j.models.internal.tags;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.al4j.core.data.Instance;

/**
 * Sentences in blocks; of any length, few at a time if they are long or if much is said of a word.
 */
public final class SentenceBlocks {
  /** Sentences that are handed over together, at most. */
  private static final int MOST_SENTENCES = 1024;

  /** Words of the arrays that are handed over together, padding included, at most. */
  private static final int MOST_WORDS = 65_536;

  /** Numbers that a block's arrays hold, padding included, at most: 128 MiB. */
  private static final int MOST_NUMBERS = 1 << 25;

  private SentenceBlocks() {}

  /** What is done with a block. */
  public interface Block {
    /**
     * Takes a block.
     *
     * @param first place of its first sentence among all
     */
    void accept(int first, List<Instance> instances);
  }

  /**
   * Hands all sentences over in their order.
   *
   * @param words how many words a sentence has
   * @param numbers how many numbers are made of each word, at least 1
   */
  public static void each(
      Iterable<Instance> xs, ToIntFunction<Instance> words, long numbers, Block work) {
    long most = Math.min(MOST_WORDS, MOST_NUMBERS / numbers);
    Iterator<Instance> left = xs.iterator();
    List<Instance> block = new ArrayList<>();
    int first = 0;
    int longest = 0;
    while (left.hasNext()) {
      Instance next = left.next();
      int own = words.applyAsInt(next);
      int with = Math.max(longest, own);
      boolean full = block.size() == MOST_SENTENCES || (long) with * (block.size() + 1) > most;
      if (full && !block.isEmpty()) {
        work.accept(first, block);
        first += block.size();
        block = new ArrayList<>();
        with = own;
      }
      block.add(next);
      longest = with;
    }
    if (!block.isEmpty()) {
      work.accept(first, block);
    }
  }
}
