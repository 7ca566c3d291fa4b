package org.al4j.models.internal.crf;

/**
 * Up to {@value #WIDTH} sequences side by side, the longest first: at each word those that have it
 * are the first so many lanes. Numbers lie by word and tag, {@code [words C][lanes]}, so that the
 * inner loops run over the lanes.
 */
final class Lanes {
  static final int WIDTH = 64;

  private final int tags;
  private final int[] sequences = new int[WIDTH];
  private int count;
  private double[] scratch = {}; // [words C] of one sequence

  Lanes(int tags) {
    this.tags = tags;
  }

  void clear() {
    count = 0;
  }

  /** The next lane; not longer than those before. */
  void add(int sequence) {
    sequences[count++] = sequence;
  }

  int count() {
    return count;
  }

  boolean isFull() {
    return count == WIDTH;
  }

  int sequence(int lane) {
    return sequences[lane];
  }

  /** How many words the longest has. */
  int words(Chains chains) {
    return count == 0 ? 0 : chains.length(sequences[0]);
  }

  /** How many lanes have a word in this place, counted from 0. */
  int active(Chains chains, int word, int atMost) {
    int active = atMost;
    while (active > 0 && chains.length(sequences[active - 1]) <= word) {
      active--;
    }
    return active;
  }

  /** Rows for so many words and tags, of which those there are kept. */
  double[][] grown(double[][] rows, int words) {
    if (rows.length >= words * tags) {
      return rows;
    }
    double[][] grown = new double[words * tags][];
    System.arraycopy(rows, 0, grown, 0, rows.length);
    for (int i = rows.length; i < grown.length; i++) {
      grown[i] = new double[WIDTH];
    }
    return grown;
  }

  /**
   * Puts {@code exp(score - largest of the word)} by word, tag and lane.
   *
   * @param shift receives the sum of the largest scores of each lane's words
   */
  void exponentials(Emissions emissions, double[][] rows, double[] shift) {
    for (int lane = 0; lane < count; lane++) {
      int words = emissions.chains().length(sequences[lane]);
      if (scratch.length < words * tags) {
        scratch = new double[words * tags];
      }
      shift[lane] = shifted(emissions, sequences[lane], words);
      Exponential.of(scratch, words * tags);
      for (int at = 0; at < words * tags; at++) {
        rows[at][lane] = scratch[at];
      }
    }
  }

  /** Puts the scores by word, tag and lane. */
  void scores(Emissions emissions, double[][] rows) {
    float[] scores = emissions.scores();
    for (int lane = 0; lane < count; lane++) {
      int first = emissions.chains().first(sequences[lane]) * tags;
      int size = emissions.chains().length(sequences[lane]) * tags;
      for (int at = 0; at < size; at++) {
        rows[at][lane] = scores[first + at];
      }
    }
  }

  private double shifted(Emissions emissions, int sequence, int words) {
    float[] scores = emissions.scores();
    int first = emissions.chains().first(sequence) * tags;
    double sum = 0;
    for (int row = 0; row < words * tags; row += tags) {
      float most = scores[first + row];
      for (int k = 1; k < tags; k++) {
        most = scores[first + row + k] > most ? scores[first + row + k] : most;
      }
      for (int k = 0; k < tags; k++) {
        scratch[row + k] = (double) scores[first + row + k] - most;
      }
      sum += most;
    }
    return sum;
  }
}
