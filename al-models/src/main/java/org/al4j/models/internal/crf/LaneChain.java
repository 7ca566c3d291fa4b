package org.al4j.models.internal.crf;

import java.util.Arrays;

/**
 * Forward and backward pass of many sequences at once, in scaled probabilities (Rabiner 1989):
 * {@code 2 C^2} multiplications a word and no exponential but those of the scores. Right where no
 * score is below the largest of its kind by so much that its exponential vanishes; see {@link
 * #MOST}. Keeps its memory from batch to batch.
 */
final class LaneChain {
  /**
   * The range of a word's emissions and that of the weights may be so large together. A scaled
   * probability then is at least {@code exp(-MOST) / C}, and its reciprocal is the most that a
   * backward pass has: both are far from a double's ends.
   */
  static final double MOST = Exponential.CUT;

  private final int tags;
  private final double[] start; // [C], exp(score - largest)
  private final double[] transitions; // [C, C]
  private final double[] end; // [C]
  private double shift; // per transition
  private double shiftOfEnds;
  private double[][] emitted = {}; // [words C][lanes], exp(emission - largest of the word)
  private double[][] alpha = {}; // [words C][lanes], scaled to sum 1 a word
  private double[][] scales = {}; // [words][lanes], what a word was divided by
  private final double[][] beta; // [C][lanes]
  private final double[][] next; // [C][lanes]
  private final double[][] pairs; // [C C][lanes], expected pairs, but for the transition's factor
  private final double[] logs = new double[Lanes.WIDTH];

  LaneChain(int tags) {
    this.tags = tags;
    this.start = new double[tags];
    this.transitions = new double[tags * tags];
    this.end = new double[tags];
    this.beta = new double[tags][Lanes.WIDTH];
    this.next = new double[tags][Lanes.WIDTH];
    this.pairs = new double[tags * tags][Lanes.WIDTH];
  }

  /** Takes the weights of the passes that follow. */
  void weights(CrfWeights weights) {
    shift = exponentials(weights.transitions(), transitions);
    shiftOfEnds = exponentials(weights.start(), start) + exponentials(weights.end(), end);
  }

  private static double exponentials(float[] scores, double[] out) {
    double most = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      most = Math.max(most, score);
    }
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.exp(scores[i] - most);
    }
    return most;
  }

  /**
   * The logarithms of the sums over all paths.
   *
   * @param out by sequence
   */
  void logPartition(Emissions emissions, Lanes lanes, double[] out) {
    Chains chains = emissions.chains();
    int words = lanes.words(chains);
    emitted = lanes.grown(emitted, words);
    alpha = lanes.grown(alpha, words);
    if (scales.length < words) {
      scales = new double[words][Lanes.WIDTH];
    }
    lanes.exponentials(emissions, emitted, logs);
    int active = lanes.count();
    for (int word = 0; word < words; word++) {
      active = lanes.active(chains, word, active);
      forward(word, active);
      for (int lane = 0; lane < active; lane++) {
        logs[lane] += Math.log(scales[word][lane]);
      }
    }
    for (int lane = 0; lane < lanes.count(); lane++) {
      int length = chains.length(lanes.sequence(lane));
      double sum = 0;
      for (int k = 0; k < tags; k++) {
        sum += alpha[(length - 1) * tags + k][lane] * end[k];
      }
      out[lanes.sequence(lane)] = logs[lane] + Math.log(sum) + shiftOfEnds + (length - 1) * shift;
    }
  }

  private void forward(int word, int active) {
    double[] sum = scales[word];
    Arrays.fill(sum, 0, active, 0);
    for (int to = 0; to < tags; to++) {
      double[] out = alpha[word * tags + to];
      if (word == 0) {
        Arrays.fill(out, 0, active, start[to]);
      } else {
        Arrays.fill(out, 0, active, 0);
        for (int from = 0; from < tags; from++) {
          addScaled(alpha[(word - 1) * tags + from], transitions[from * tags + to], out, active);
        }
      }
      multiplyAndAdd(out, emitted[word * tags + to], sum, active);
    }
    for (int to = 0; to < tags; to++) {
      divide(alpha[word * tags + to], sum, active);
    }
  }

  /**
   * Adds the expected counts of tags and pairs, times a factor each; after {@link #logPartition} of
   * the same lanes.
   *
   * @param factors by sequence
   */
  void addExpected(Emissions emissions, Lanes lanes, float[] factors, CrfGradient gradient) {
    Chains chains = emissions.chains();
    for (double[] row : pairs) {
      Arrays.fill(row, 0);
    }
    int known = 0; // lanes whose end was reached
    for (int word = lanes.words(chains) - 1; word >= 0; word--) {
      int active = lanes.active(chains, word, lanes.count());
      backward(word, known);
      begin(word, known, active);
      known = active;
      put(emissions.chains(), lanes, word, factors, gradient);
    }
    for (int pair = 0; pair < pairs.length; pair++) {
      double sum = 0;
      for (int lane = 0; lane < lanes.count(); lane++) {
        sum += pairs[pair][lane] * factors[lanes.sequence(lane)];
      }
      gradient.transitions()[pair] += sum * transitions[pair];
    }
  }

  /** From the word behind to this one, in lanes that have both. */
  private void backward(int word, int lanes) {
    for (int to = 0; to < tags && lanes > 0; to++) {
      double[] emission = emitted[(word + 1) * tags + to];
      double[] scale = scales[word + 1];
      double[] out = next[to];
      double[] after = beta[to];
      for (int lane = 0; lane < lanes; lane++) {
        out[lane] = emission[lane] * after[lane] / scale[lane];
      }
    }
    for (int from = 0; from < tags; from++) {
      Arrays.fill(beta[from], 0, lanes, 0);
      for (int to = 0; to < tags; to++) {
        addScaled(next[to], transitions[from * tags + to], beta[from], lanes);
        addProduct(alpha[word * tags + from], next[to], pairs[from * tags + to], lanes);
      }
    }
  }

  /** At the last word of the lanes from one on: scaled so that marginals sum to 1. */
  private void begin(int word, int first, int active) {
    for (int lane = first; lane < active; lane++) {
      double sum = 0;
      for (int k = 0; k < tags; k++) {
        sum += alpha[word * tags + k][lane] * end[k];
      }
      for (int k = 0; k < tags; k++) {
        beta[k][lane] = end[k] / sum;
      }
    }
  }

  private void put(Chains chains, Lanes lanes, int word, float[] factors, CrfGradient gradient) {
    int active = lanes.active(chains, word, lanes.count());
    for (int lane = 0; lane < active; lane++) {
      int sequence = lanes.sequence(lane);
      int row = (chains.first(sequence) + word) * tags;
      for (int k = 0; k < tags; k++) {
        double marginal = alpha[word * tags + k][lane] * beta[k][lane] * factors[sequence];
        gradient.emissions()[row + k] += (float) marginal;
        if (word == 0) {
          gradient.start()[k] += marginal;
        }
        if (word == chains.length(sequence) - 1) {
          gradient.end()[k] += marginal;
        }
      }
    }
  }

  private static void addScaled(double[] x, double factor, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] += x[i] * factor;
    }
  }

  private static void addProduct(double[] x, double[] y, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] += x[i] * y[i];
    }
  }

  private static void multiplyAndAdd(double[] out, double[] factor, double[] sum, int n) {
    for (int i = 0; i < n; i++) {
      out[i] *= factor[i];
      sum[i] += out[i];
    }
  }

  private static void divide(double[] x, double[] by, int n) {
    for (int i = 0; i < n; i++) {
      x[i] /= by[i];
    }
  }
}
