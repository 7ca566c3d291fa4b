package org.al4j.models.internal.crf;

/**
 * Forward and backward pass of one sequence in logarithms: right for scores of any finite size,
 * {@code 2 C^2} exponentials a word. Keeps its memory from sequence to sequence.
 */
final class LogChain {
  private final int tags;
  private double[] emitted = {}; // [words, C]: of the sequence
  private double[] alpha = {}; // [words, C]: log sum over beginnings that end in a tag
  private double[] beta = {}; // [words, C]: log sum over what can follow a tag

  LogChain(int tags) {
    this.tags = tags;
  }

  /** The logarithm of the sum over all paths. */
  double logPartition(CrfWeights weights, Emissions emissions, int sequence) {
    int words = emissions.chains().length(sequence);
    int first = emissions.chains().first(sequence) * tags;
    if (alpha.length < words * tags) {
      emitted = new double[words * tags];
      alpha = new double[words * tags];
      beta = new double[words * tags];
    }
    for (int at = 0; at < words * tags; at++) {
      emitted[at] = emissions.scores()[first + at];
    }
    for (int k = 0; k < tags; k++) {
      alpha[k] = weights.start()[k] + emitted[k];
    }
    for (int word = 1; word < words; word++) {
      for (int to = 0; to < tags; to++) {
        int at = word * tags + to;
        alpha[at] = before(weights, at - to - tags, to) + emitted[at];
      }
    }
    int last = (words - 1) * tags;
    for (int k = 0; k < tags; k++) {
      beta[last + k] = weights.end()[k];
    }
    return sumOfEnds(last);
  }

  /** Adds the expected counts of tags and pairs, times a factor. */
  void addExpected(
      CrfWeights weights, Emissions emissions, int sequence, double factor, CrfGradient gradient) {
    double logZ = logPartition(weights, emissions, sequence);
    int words = emissions.chains().length(sequence);
    int first = emissions.chains().first(sequence) * tags;
    for (int word = words - 2; word >= 0; word--) {
      int next = (word + 1) * tags;
      for (int from = 0; from < tags; from++) {
        beta[word * tags + from] = after(weights, next, from);
        for (int to = 0; to < tags; to++) {
          double both = alpha[word * tags + from] + follow(weights, next, from, to);
          gradient.transitions()[from * tags + to] += factor * Math.exp(both - logZ);
        }
      }
    }
    for (int at = 0; at < words * tags; at++) {
      gradient.emissions()[first + at] += (float) (factor * Math.exp(alpha[at] + beta[at] - logZ));
    }
    for (int k = 0; k < tags; k++) {
      int end = (words - 1) * tags + k;
      gradient.start()[k] += factor * Math.exp(alpha[k] + beta[k] - logZ);
      gradient.end()[k] += factor * Math.exp(alpha[end] + beta[end] - logZ);
    }
  }

  private double before(CrfWeights weights, int row, int to) {
    double most = Double.NEGATIVE_INFINITY;
    for (int from = 0; from < tags; from++) {
      most = Math.max(most, alpha[row + from] + weights.transitions()[from * tags + to]);
    }
    double sum = 0;
    for (int from = 0; from < tags; from++) {
      sum += Math.exp(alpha[row + from] + weights.transitions()[from * tags + to] - most);
    }
    return most + Math.log(sum);
  }

  private double after(CrfWeights weights, int next, int from) {
    double most = Double.NEGATIVE_INFINITY;
    for (int to = 0; to < tags; to++) {
      most = Math.max(most, follow(weights, next, from, to));
    }
    double sum = 0;
    for (int to = 0; to < tags; to++) {
      sum += Math.exp(follow(weights, next, from, to) - most);
    }
    return most + Math.log(sum);
  }

  private double follow(CrfWeights weights, int next, int from, int to) {
    return weights.transitions()[from * tags + to] + emitted[next + to] + beta[next + to];
  }

  private double sumOfEnds(int last) {
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < tags; k++) {
      most = Math.max(most, alpha[last + k] + beta[last + k]);
    }
    double sum = 0;
    for (int k = 0; k < tags; k++) {
      sum += Math.exp(alpha[last + k] + beta[last + k] - most);
    }
    return most + Math.log(sum);
  }
}
