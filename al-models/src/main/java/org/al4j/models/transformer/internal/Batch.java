package org.al4j.models.transformer.internal;

import java.util.Arrays;
import java.util.List;

/**
 * Token sequences padded to one length.
 *
 * @param size sequences: {@code B}
 * @param length tokens per sequence with padding: {@code S}
 * @param ids token ids, {@code [B, S]}
 * @param types segment ids, {@code [B, S]}
 * @param counts tokens per sequence without padding, {@code [B]}
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Batch(int size, int length, int[] ids, int[] types, int[] counts) {

  /**
   * The length that {@code tokens} are padded to: few lengths, so that few plans exist. Multiples
   * of 8 to 64, of 16 to 128, of 32 beyond, and never more than {@code limit}.
   */
  static int paddedLength(int tokens, int limit) {
    int step = tokens <= 64 ? 8 : tokens <= 128 ? 16 : 32;
    return Math.min(limit, Math.max(1, (tokens + step - 1) / step) * step);
  }

  /** Pads the sequences with {@code padId} to {@code length} tokens. */
  static Batch of(List<Sequence> sequences, int length, int padId) {
    int size = sequences.size();
    int[] ids = new int[size * length];
    int[] types = new int[size * length];
    int[] counts = new int[size];
    Arrays.fill(ids, padId);
    for (int i = 0; i < size; i++) {
      Sequence sequence = sequences.get(i);
      counts[i] = sequence.ids().length;
      System.arraycopy(sequence.ids(), 0, ids, i * length, counts[i]);
      if (sequence.types() != null) {
        System.arraycopy(sequence.types(), 0, types, i * length, counts[i]);
      }
    }
    return new Batch(size, length, ids, types, counts);
  }

  /** A hash of a sequence's tokens, equal whatever it is padded to, on every platform. */
  long fingerprint(int row) {
    long hash = counts[row];
    for (int i = row * length; i < row * length + counts[row]; i++) {
      hash = (hash ^ ids[i]) * 0x100000001b3L;
    }
    return hash;
  }

  int tokens() {
    return size * length;
  }
}
