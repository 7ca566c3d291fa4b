package org.al4j.models.internal.engine.run;

import java.util.List;

/**
 * Token sequences in the rows of a plan's arrays. Rows and sequences beyond those given are unused:
 * what stands there is finite, and nothing reads it.
 *
 * @param layout the arrays' sizes
 * @param ids token ids by row, {@code [T]}
 * @param types segment ids by row, {@code [T]}
 * @param starts each sequence's first row
 * @param counts each sequence's tokens
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Batch(Layout layout, int[] ids, int[] types, int[] starts, int[] counts) {

  /** What is done with each token. */
  public interface Visitor {
    /** A token at a position of its sequence, from 0. */
    void visit(int row, int position);
  }

  /** Puts the sequences where the layout has them. */
  public static Batch of(List<Sequence> sequences, Layout layout) {
    Batch batch =
        new Batch(
            layout,
            new int[layout.rows()],
            new int[layout.rows()],
            new int[sequences.size()],
            new int[sequences.size()]);
    int tokens = 0;
    for (int i = 0; i < sequences.size(); i++) {
      Sequence sequence = sequences.get(i);
      int start = layout.start(i, tokens);
      batch.starts[i] = start;
      batch.counts[i] = sequence.length();
      System.arraycopy(sequence.ids(), 0, batch.ids, start, sequence.length());
      if (sequence.types() != null) {
        System.arraycopy(sequence.types(), 0, batch.types, start, sequence.length());
      }
      tokens += sequence.length();
    }
    return batch;
  }

  /** How many sequences there are; the arrays may have room for more. */
  public int size() {
    return starts.length;
  }

  /** The row after a sequence's last token. */
  public int end(int sequence) {
    return starts[sequence] + counts[sequence];
  }

  /** Visits all tokens, sequence by sequence. */
  public void forTokens(Visitor visitor) {
    for (int i = 0; i < size(); i++) {
      for (int position = 0; position < counts[i]; position++) {
        visitor.visit(starts[i] + position, position);
      }
    }
  }

  /** A hash of a sequence's tokens, equal whatever else is in the batch, on every platform. */
  public long fingerprint(int sequence) {
    long hash = counts[sequence];
    for (int row = starts[sequence]; row < end(sequence); row++) {
      hash = (hash ^ ids[row]) * 0x100000001b3L;
    }
    return hash;
  }
}
