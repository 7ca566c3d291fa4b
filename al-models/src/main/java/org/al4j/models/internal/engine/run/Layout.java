package org.al4j.models.internal.engine.run;

import java.util.List;

/**
 * The sizes of a plan's arrays, and how sequences lie in them.
 *
 * @param packed whether sequences lie behind each other, so that there is no padding between them;
 *     else each begins at a multiple of {@code longest}, as ND4J's own attention needs it
 * @param sequences room for sequences, B
 * @param rows room for tokens, T
 * @param longest room for the tokens of one sequence, S
 */
public record Layout(boolean packed, int sequences, int rows, int longest) {
  private static final int FEWEST_ROWS = 8;
  private static final int SHORTEST = 64;

  /** Room for sequences behind each other. All sizes are rounded up, so that few plans exist. */
  public static Layout packed(List<Sequence> sequences) {
    int total = sequences.stream().mapToInt(Sequence::length).sum();
    return new Layout(
        true,
        powerOfTwo(sequences.size()),
        roundedRows(total),
        Math.max(SHORTEST, powerOfTwo(longest(sequences))));
  }

  /** Room for sequences of one padded length, which is at most {@code limit}. */
  public static Layout padded(List<Sequence> sequences, int limit) {
    int length = paddedLength(longest(sequences), limit);
    return new Layout(false, sequences.size(), sequences.size() * length, length);
  }

  /** The row of a sequence's first token, if the sequences before it have {@code tokens}. */
  int start(int sequence, int tokens) {
    return packed ? tokens : sequence * longest;
  }

  /** Steps of 8 rows up to 256, and of a sixteenth to a thirty-second beyond. */
  public static int roundedRows(int tokens) {
    int step = Math.max(FEWEST_ROWS, Integer.highestOneBit(Math.max(1, tokens - 1)) / 16);
    return Math.max(1, (tokens + step - 1) / step) * step;
  }

  /**
   * The length that {@code tokens} are padded to: multiples of 8 to 64, of 16 to 128, of 32 beyond,
   * and never more than {@code limit}.
   */
  static int paddedLength(int tokens, int limit) {
    int step = tokens <= 64 ? 8 : tokens <= 128 ? 16 : 32;
    return Math.min(limit, Math.max(1, (tokens + step - 1) / step) * step);
  }

  private static int longest(List<Sequence> sequences) {
    return sequences.stream().mapToInt(Sequence::length).max().orElse(1);
  }

  private static int powerOfTwo(int atLeast) {
    return atLeast <= 1 ? 1 : Integer.highestOneBit(atLeast - 1) * 2;
  }
}
