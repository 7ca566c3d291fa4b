package org.al4j.strategies.committee;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;

/**
 * Selects the instances where the members' votes are most divided.
 *
 * <p><b>Utility</b>: {@code -sum_k V_k/m log(V_k/m)}, natural logarithm, {@code V_k} being how many
 * of the {@code m} members find class {@code k} most probable (the first of equally probable ones);
 * in {@code [0, log min(m, C)]}, larger is selected first. It takes few distinct values, so ties
 * are many with few members.
 *
 * <p><b>Needs</b>: MEMBER_PROBABILITIES {@code [m, n, C]}, of a committee or of dropout passes.
 *
 * <p><b>Cost</b>: {@code O(m C)} an instance.
 *
 * <p><b>Source</b>: Dagan and Engelson 1995, Committee-Based Sampling for Training Probabilistic
 * Classifiers; Settles 2009, Active Learning Literature Survey, section 3.2.
 *
 * <p><b>Departures</b>: none; Dagan and Engelson divide by {@code log min(m, C)}, which does not
 * change the ranking.
 */
public record VoteEntropy() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.MEMBER_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    MemberRows.score(in, out, VoteEntropy::of);
  }

  static double of(double[][] members, double[] mean) {
    double[] shares = new double[mean.length]; // [C]
    for (double[] member : members) {
      shares[vote(member)]++;
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] /= members.length;
    }
    return MemberRows.entropy(shares);
  }

  private static int vote(double[] p) {
    int best = 0;
    for (int k = 1; k < p.length; k++) {
      best = p[k] > p[best] ? k : best;
    }
    return best;
  }
}
