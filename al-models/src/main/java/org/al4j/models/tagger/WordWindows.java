package org.al4j.models.tagger;

import java.util.List;
import java.util.stream.IntStream;
import org.al4j.models.internal.engine.run.Sequence;

/**
 * A sentence as the model reads it: one sequence, or where it is too long several that overlap.
 *
 * @param sequences special tokens included
 * @param words for each token of each sequence the word that it is part of, if the word is read
 *     from this sequence; else {@link #NONE}. In their order; a word is read from one sequence
 * @param count how many words the sentence has; some may have no token
 */
@SuppressWarnings("ArrayRecordComponent") // kept for each text of a pool
record WordWindows(List<Sequence> sequences, int[][] words, int count) {
  static final int NONE = -1;

  /** The tokens of a sequence that its words begin with, by place. */
  int[] firsts(int sequence) {
    int[] of = words[sequence];
    return IntStream.range(0, of.length)
        .filter(token -> of[token] != NONE && (token == 0 || of[token - 1] != of[token]))
        .toArray();
  }

  /** All tokens of a sequence that are part of its words, by place. */
  int[] all(int sequence) {
    int[] of = words[sequence];
    return IntStream.range(0, of.length).filter(token -> of[token] != NONE).toArray();
  }

  /** How many tokens all sequences have. */
  int tokens() {
    return sequences.stream().mapToInt(Sequence::length).sum();
  }
}
