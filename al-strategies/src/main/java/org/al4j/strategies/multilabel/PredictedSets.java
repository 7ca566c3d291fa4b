package org.al4j.strategies.multilabel;

/** What predicted label sets have in common. */
final class PredictedSets {
  /** Above it a class is more likely than not. */
  static final double THRESHOLD = 0.5;

  private PredictedSets() {}

  static void requireThreshold(double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "a threshold for predicted labels must lie in [0, 1], found " + threshold);
    }
  }

  static void requireExpected(double expected) {
    if (!(expected >= 0 && expected < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "an expected number of labels must be 0 or more and finite, found " + expected);
    }
  }

  static void requireWeight(double weight) {
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("a weight must lie in [0, 1], found " + weight);
    }
  }
}
