package org.al4j.models.internal.crf;

/**
 * Scores of tags by word, as a network gives them; those of words behind a sequence's end are left
 * out.
 *
 * @param scores finite, {@code [words, C]} by rows, the words of a sequence in a row
 * @param chains which words belong together
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Emissions(float[] scores, Chains chains) {
  /** Refuses scores that are not as many as words take. */
  public Emissions {
    if (chains.words() == 0 ? scores.length > 0 : scores.length % chains.words() != 0) {
      throw new IllegalArgumentException(
          "emissions must have a row for each of "
              + chains.words()
              + " words, found "
              + scores.length
              + " numbers");
    }
  }

  /** Refuses emissions of another number of tags. */
  void requireTags(int tags) {
    if (scores.length != chains.words() * tags) {
      throw new IllegalArgumentException(
          "emissions must be [" + chains.words() + ", " + tags + "], found " + scores.length);
    }
  }

  /** The largest score of a word less its smallest, over the words of a sequence at most. */
  double range(int sequence, int tags) {
    double widest = 0;
    int from = chains.first(sequence) * tags;
    int to = from + chains.length(sequence) * tags;
    for (int word = from; word < to; word += tags) {
      float least = scores[word];
      float most = scores[word];
      for (int k = word + 1; k < word + tags; k++) {
        least = Math.min(least, scores[k]);
        most = Math.max(most, scores[k]);
      }
      widest = Math.max(widest, (double) most - least);
    }
    return widest;
  }
}
