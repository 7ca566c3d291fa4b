package org.al4j.strategies.tagging;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;

/**
 * Selects the sentences where the votes of a committee's members on the words' tags are most
 * divided.
 *
 * <p><b>Utility</b>: the mean over the words of {@code -sum_k V_k/m log(V_k/m)} in nats, {@code
 * V_k} being how many of the m members find tag k most probable (the first of equally probable
 * ones); in {@code [0, log min(m, C)]}, larger is selected first.
 *
 * <p><b>Needs</b>: MEMBER_TOKEN_LOG_PROBABILITIES {@code [m, n, w, C]}, of a committee or of
 * dropout passes.
 *
 * <p><b>Cost</b>: {@code O(m w C)} a sentence.
 *
 * <p><b>Source</b>: Dagan and Engelson 1995, Committee-Based Sampling for Training Probabilistic
 * Classifiers; Settles and Craven 2008, An Analysis of Active Learning Strategies for Sequence
 * Labeling Tasks.
 *
 * <p><b>Departures</b>: none. A member votes word by word, even where its decoding is a path's.
 */
public record TokenVoteEntropy() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.MEMBER_TOKEN_LOG_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    MemberWords.score(in, out, TokenVoteEntropy::of);
  }

  static double of(float[][] logs) {
    double[] shares = new double[logs[0].length];
    for (float[] member : logs) {
      int best = 0;
      for (int k = 1; k < member.length; k++) {
        best = member[k] > member[best] ? k : best;
      }
      shares[best]++;
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] /= logs.length;
    }
    return MemberWords.entropy(shares);
  }
}
