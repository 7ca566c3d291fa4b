package org.al4j.models.internal.crf;

/**
 * The weights of a linear chain.
 *
 * @param start score of a tag at the first word, {@code [C]}
 * @param transitions score of a tag after another, {@code [C, C]} by rows: from, to
 * @param end score of a tag at the last word, {@code [C]}
 */
@SuppressWarnings("ArrayRecordComponent") // trained in place, never compared
public record CrfWeights(float[] start, float[] transitions, float[] end) {
  /** Refuses sizes that do not belong together. */
  public CrfWeights {
    int tags = start.length;
    if (tags < 1 || end.length != tags || transitions.length != tags * tags) {
      throw new IllegalArgumentException(
          "start, transitions and end must be [C], [C, C] and [C], found "
              + tags
              + ", "
              + transitions.length
              + " and "
              + end.length);
    }
  }

  /** All zero: tags of words that know nothing of each other. */
  public static CrfWeights zero(int tags) {
    return new CrfWeights(new float[tags], new float[tags * tags], new float[tags]);
  }

  /** How many tags there are: {@code C}. */
  public int tags() {
    return start.length;
  }

  /** Largest less smallest score, the widest of start, transitions and end. */
  double range() {
    return Math.max(range(transitions), Math.max(range(start), range(end)));
  }

  private static double range(float[] scores) {
    float least = scores[0];
    float most = scores[0];
    for (float score : scores) {
      least = Math.min(least, score);
      most = Math.max(most, score);
    }
    return (double) most - least;
  }
}
