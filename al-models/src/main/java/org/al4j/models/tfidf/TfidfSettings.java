package org.al4j.models.tfidf;

import org.al4j.models.kind.AnnotationKind;

/**
 * The settings of a {@link TfidfLearner} or {@link TfidfMultiLabelLearner}.
 *
 * @param inverseRegularisation {@code C} of the objective {@code C * sum of log losses + 0.5
 *     ||w||^2}; positive
 * @param maximumNgram 1 for single words, 2 for words and pairs of neighbouring words
 * @param minimumTokenLength in code points; shorter words are dropped before pairs are made. Not
 *     for scripts without spaces between words, whose terms are one to three characters
 * @param minimumDocumentFrequency a term enters the vocabulary if at least so many texts have it
 * @param threshold the least probability of a class that a text is said to have, in (0, 1); only
 *     where a text may have several
 */
public record TfidfSettings(
    double inverseRegularisation,
    int maximumNgram,
    int minimumTokenLength,
    int minimumDocumentFrequency,
    double threshold) {

  /** Refuses values outside the stated ranges. */
  public TfidfSettings {
    if (!(inverseRegularisation > 0 && Double.isFinite(inverseRegularisation))) {
      throw new IllegalArgumentException(
          "C must be positive and finite, found " + inverseRegularisation);
    }
    requireRange("maximumNgram", maximumNgram, 1, 2);
    requireRange("minimumTokenLength", minimumTokenLength, 1, 100);
    requireRange("minimumDocumentFrequency", minimumDocumentFrequency, 1, Integer.MAX_VALUE);
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold must lie in (0, 1), found " + threshold);
    }
  }

  /** With a threshold of one half. */
  public TfidfSettings(
      double inverseRegularisation,
      int maximumNgram,
      int minimumTokenLength,
      int minimumDocumentFrequency) {
    this(
        inverseRegularisation,
        maximumNgram,
        minimumTokenLength,
        minimumDocumentFrequency,
        AnnotationKind.THRESHOLD);
  }

  /**
   * The usual Python baseline, {@code TfidfVectorizer()} with {@code LogisticRegression(C=10)}:
   * single words of two or more characters, every term kept.
   */
  public static TfidfSettings defaults() {
    return new TfidfSettings(10, 1, 2, 1);
  }

  /** The same with another threshold. */
  public TfidfSettings withThreshold(double other) {
    return new TfidfSettings(
        inverseRegularisation, maximumNgram, minimumTokenLength, minimumDocumentFrequency, other);
  }

  private static void requireRange(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          name + " must lie in [" + low + ", " + high + "], found " + value);
    }
  }
}
