package org.al4j.models.internal.recurrent;

/**
 * A sentence as the network reads it; 0 stands for padding in each table.
 *
 * @param words rows of the learnt word table, {@code [w]}
 * @param vectors rows of the frozen word table, {@code [w]}
 * @param characters rows of the character table for each word, possibly none
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record SentenceIds(int[] words, int[] vectors, int[][] characters) {
  /** Refuses numbers of words that differ. */
  public SentenceIds {
    if (words.length != vectors.length || words.length != characters.length) {
      throw new IllegalArgumentException(
          "a sentence has one id of each kind a word, found "
              + words.length
              + ", "
              + vectors.length
              + " and "
              + characters.length);
    }
  }

  /** How many words it has. */
  public int length() {
    return words.length;
  }
}
