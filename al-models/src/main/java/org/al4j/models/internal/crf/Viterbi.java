package org.al4j.models.internal.crf;

import java.util.Arrays;

/**
 * The best path of each sequence under a linear chain, among those that constraints allow. Equal
 * scores go to the tag that comes first in the label space, from the end of the sequence on. {@code
 * C^2} additions and comparisons a word; no way back is stored, it is found again along the best
 * path. Not safe for several threads; keeps its memory.
 */
public final class Viterbi {
  private final int tags;
  private final Lanes lanes;
  private final double[] start; // [C], minus infinity where not allowed
  private final double[] transitions; // [C, C]
  private final double[] end; // [C]
  private double[][] emitted = {}; // [words C][lanes]
  private double[][] best = {}; // [words C][lanes]: of the beginnings that end in a tag

  /** For so many tags. */
  public Viterbi(int tags) {
    this.tags = tags;
    this.lanes = new Lanes(tags);
    this.start = new double[tags];
    this.transitions = new double[tags * tags];
    this.end = new double[tags];
  }

  /**
   * The best paths.
   *
   * @param constraints {@link TagConstraints#none} for all paths
   * @param paths receives the tag of each word, {@code [words]}
   * @param scores receives the score of each path, {@code [n]}
   */
  public void best(
      CrfWeights weights,
      Emissions emissions,
      TagConstraints constraints,
      int[] paths,
      double[] scores) {
    emissions.requireTags(tags);
    take(weights, constraints);
    Chains chains = emissions.chains();
    lanes.clear();
    for (int place = 0; place < chains.count(); place++) {
      lanes.add(chains.ranked(place));
      if (lanes.isFull() || place == chains.count() - 1) {
        forward(emissions);
        for (int lane = 0; lane < lanes.count(); lane++) {
          back(chains, lane, paths, scores);
        }
        lanes.clear();
      }
    }
  }

  /**
   * The best paths where words are independent of each other but for the constraints: greedy
   * decoding where there are none.
   *
   * @param logProbabilities of the tags by word; a path's score then is its log-likelihood
   */
  public void independent(
      Emissions logProbabilities, TagConstraints constraints, int[] paths, double[] scores) {
    best(CrfWeights.zero(tags), logProbabilities, constraints, paths, scores);
  }

  private void take(CrfWeights weights, TagConstraints constraints) {
    for (int to = 0; to < tags; to++) {
      start[to] = constraints.mayStart(to) ? weights.start()[to] : Double.NEGATIVE_INFINITY;
      end[to] = weights.end()[to];
      for (int from = 0; from < tags; from++) {
        int pair = from * tags + to;
        transitions[pair] =
            constraints.mayFollow(from, to)
                ? weights.transitions()[pair]
                : Double.NEGATIVE_INFINITY;
      }
    }
  }

  private void forward(Emissions emissions) {
    Chains chains = emissions.chains();
    int words = lanes.words(chains);
    emitted = lanes.grown(emitted, words);
    best = lanes.grown(best, words);
    lanes.scores(emissions, emitted);
    int active = lanes.count();
    for (int word = 0; word < words; word++) {
      active = lanes.active(chains, word, active);
      for (int to = 0; to < tags; to++) {
        double[] out = best[word * tags + to];
        Arrays.fill(out, 0, active, word == 0 ? start[to] : Double.NEGATIVE_INFINITY);
        for (int from = 0; from < tags && word > 0; from++) {
          larger(best[(word - 1) * tags + from], transitions[from * tags + to], out, active);
        }
        add(emitted[word * tags + to], out, active);
      }
    }
  }

  private void back(Chains chains, int lane, int[] paths, double[] scores) {
    int sequence = lanes.sequence(lane);
    int first = chains.first(sequence);
    int word = chains.length(sequence) - 1;
    int tag = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < tags; k++) {
      double score = best[word * tags + k][lane] + end[k];
      if (score > most) {
        most = score;
        tag = k;
      }
    }
    scores[sequence] = most;
    paths[first + word] = tag;
    while (word > 0) {
      word--;
      tag = before(word, lane, tag);
      paths[first + word] = tag;
    }
  }

  private int before(int word, int lane, int to) {
    int tag = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int from = 0; from < tags; from++) {
      double score = best[word * tags + from][lane] + transitions[from * tags + to];
      if (score > most) {
        most = score;
        tag = from;
      }
    }
    return tag;
  }

  private static void larger(double[] x, double add, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(out[i], x[i] + add);
    }
  }

  private static void add(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] += x[i];
    }
  }
}
