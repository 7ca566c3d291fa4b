package org.al4j.models.internal.recurrent;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sizes of the network.
 *
 * @param words numbers of a learnt word vector, 0 without
 * @param vectors numbers of a frozen word vector, 0 without
 * @param characters the character part
 * @param hidden cells of each direction of the LSTM
 * @param feedForward width of the layer between LSTM and tags
 * @param tags how many tags there are
 */
public record TaggerShape(
    int words, int vectors, Characters characters, int hidden, int feedForward, int tags) {
  /**
   * The character part.
   *
   * @param width numbers of a character's vector
   * @param filters how many filters there are of each width in characters
   */
  public record Characters(int width, SortedMap<Integer, Integer> filters) {
    /** Copies the filters. */
    public Characters {
      filters = new TreeMap<>(filters);
    }

    /** Numbers of a word. */
    int features() {
      return filters.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** Numbers of a word as the LSTM reads it: learnt, frozen, characters. */
  int input() {
    return words + vectors + characters.features();
  }
}
