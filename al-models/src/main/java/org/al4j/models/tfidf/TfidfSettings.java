package org.al4j.models.tfidf;

/**
 * The settings of a {@link TfidfLearner}.
 *
 * @param inverseRegularisation {@code C} of the objective {@code C * sum of log losses + 0.5
 *     ||w||^2}; positive
 * @param maximumNgram 1 for single words, 2 for words and pairs of neighbouring words
 * @param minimumTokenLength in code points; shorter words are dropped before pairs are made. Not
 *     for scripts without spaces between words, whose terms are one to three characters
 * @param minimumDocumentFrequency a term enters the vocabulary if at least so many texts have it
 */
public record TfidfSettings(
    double inverseRegularisation,
    int maximumNgram,
    int minimumTokenLength,
    int minimumDocumentFrequency) {

  /** Refuses values outside the stated ranges. */
  public TfidfSettings {
    if (!(inverseRegularisation > 0 && Double.isFinite(inverseRegularisation))) {
      throw new IllegalArgumentException(
          "C must be positive and finite, found " + inverseRegularisation);
    }
    requireRange("maximumNgram", maximumNgram, 1, 2);
    requireRange("minimumTokenLength", minimumTokenLength, 1, 100);
    requireRange("minimumDocumentFrequency", minimumDocumentFrequency, 1, Integer.MAX_VALUE);
  }

  /**
   * The usual Python baseline, {@code TfidfVectorizer()} with {@code LogisticRegression(C=10)}:
   * single words of two or more characters, every term kept.
   */
  public static TfidfSettings defaults() {
    return new TfidfSettings(10, 1, 2, 1);
  }

  private static void requireRange(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          name + " must lie in [" + low + ", " + high + "], found " + value);
    }
  }
}
