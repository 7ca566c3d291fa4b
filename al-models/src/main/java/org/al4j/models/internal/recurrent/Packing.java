package org.al4j.models.internal.recurrent;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sentences in step: the first words of all sentences, the longest sentence first, then the second
 * words of those that have one, and so on. A sentence has the same rank at each of its words, and
 * the sentences that have a word in a place are the first of them.
 *
 * @param order the sentence of each rank
 * @param first the row of each place's first word, and behind them the number of rows
 * @param lengths of the sentences, in their own order
 */
@SuppressWarnings("ArrayRecordComponent") // a working value
record Packing(int[] order, int[] first, int[] lengths) {
  static Packing of(List<SentenceIds> sentences) {
    int[] lengths = sentences.stream().mapToInt(SentenceIds::length).toArray();
    int[] order =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted(Comparator.comparingInt((Integer s) -> -lengths[s]))
            .mapToInt(Integer::intValue)
            .toArray();
    int longest = lengths.length == 0 ? 0 : lengths[order[0]];
    int[] first = new int[longest + 1];
    int active = lengths.length;
    for (int place = 0; place < longest; place++) {
      while (lengths[order[active - 1]] <= place) {
        active--;
      }
      first[place + 1] = first[place] + active;
    }
    return new Packing(order, first, lengths);
  }

  int sentences() {
    return order.length;
  }

  int rows() {
    return first[first.length - 1];
  }

  /** How many words the longest sentence has. */
  int places() {
    return first.length - 1;
  }

  /** How many sentences have a word in a place; none outside. */
  int active(int place) {
    return place < 0 || place >= places() ? 0 : first[place + 1] - first[place];
  }

  /** How many sentences come in the order with a word at all. */
  int most() {
    return active(0);
  }

  /** For each word, the sentences in their own order one after the other, its row. */
  int[] rowsByWord() {
    int[] starts = new int[lengths.length + 1];
    for (int s = 0; s < lengths.length; s++) {
      starts[s + 1] = starts[s] + lengths[s];
    }
    int[] rows = new int[rows()];
    for (int place = 0; place < places(); place++) {
      for (int rank = 0; rank < active(place); rank++) {
        rows[starts[order[rank]] + place] = first[place] + rank;
      }
    }
    return rows;
  }
}
