package org.al4j.models.internal.crf;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Sequences of words that lie one after the other, each of at least one word. */
public final class Chains {
  private final int[] offsets; // [n + 1]
  private final int[] longestFirst; // [n]

  private Chains(int[] offsets) {
    this.offsets = offsets;
    this.longestFirst =
        IntStream.range(0, offsets.length - 1)
            .boxed()
            .sorted(Comparator.comparingInt((Integer s) -> -length(s)))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /**
   * Sequences of these lengths.
   *
   * @param lengths in words, at least 1 each, {@code [n]}
   */
  public static Chains ofLengths(int... lengths) {
    int[] offsets = new int[lengths.length + 1];
    for (int s = 0; s < lengths.length; s++) {
      if (lengths[s] < 1) {
        throw new IllegalArgumentException(
            "a sequence must have a word, found length " + lengths[s] + " at sequence " + s);
      }
      offsets[s + 1] = Math.addExact(offsets[s], lengths[s]);
    }
    return new Chains(offsets);
  }

  /** How many sequences there are: {@code n}. */
  public int count() {
    return offsets.length - 1;
  }

  /** How many words they have together. */
  public int words() {
    return offsets[offsets.length - 1];
  }

  /** How many words a sequence has. */
  public int length(int sequence) {
    return offsets[sequence + 1] - offsets[sequence];
  }

  /** The place of a sequence's first word among all words. */
  public int first(int sequence) {
    return offsets[sequence];
  }

  /** The sequence in a place when the longest come first; equally long ones stay in order. */
  int ranked(int place) {
    return longestFirst[place];
  }
}
