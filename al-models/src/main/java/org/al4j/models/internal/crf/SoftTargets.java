package org.al4j.models.internal.crf;

/**
 * Tags that are distributions, independent from word to word.
 *
 * @param rows {@code [words, C]} by rows
 */
@SuppressWarnings("ArrayRecordComponent") // an argument, never compared
record SoftTargets(float[] rows, CrfWeights weights, Emissions emissions) {
  /**
   * Subtracts the expected counts of one sequence.
   *
   * @return its expected score, times the factor
   */
  double subtract(int sequence, double factor, CrfGradient gradient) {
    int tags = weights.tags();
    int from = emissions.chains().first(sequence) * tags;
    int to = from + emissions.chains().length(sequence) * tags;
    double score = 0;
    for (int at = from; at < to; at++) {
      gradient.emissions()[at] -= (float) (factor * rows[at]);
      score += (double) rows[at] * emissions.scores()[at];
    }
    for (int k = 0; k < tags; k++) {
      double last = rows[to - tags + k];
      gradient.start()[k] -= factor * rows[from + k];
      gradient.end()[k] -= factor * last;
      score += (double) rows[from + k] * weights.start()[k] + last * weights.end()[k];
    }
    for (int word = from + tags; word < to; word += tags) {
      score += subtractPairs(word, factor, gradient);
    }
    return factor * score;
  }

  private double subtractPairs(int word, double factor, CrfGradient gradient) {
    int tags = weights.tags();
    double score = 0;
    for (int i = 0; i < tags; i++) {
      for (int j = 0; j < tags; j++) {
        double both = (double) rows[word - tags + i] * rows[word + j];
        gradient.transitions()[i * tags + j] -= factor * both;
        score += both * weights.transitions()[i * tags + j];
      }
    }
    return score;
  }
}
