package org.al4j.strategies.committee;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;

/**
 * Selects the instances where the mean of the members' distributions is most spread, be it that
 * they disagree or that all are unsure.
 *
 * <p><b>Utility</b>: {@code -sum_k q_k log q_k}, natural logarithm, of the mean {@code q = 1/m
 * sum_c p^c}; in {@code [0, log C]}, larger is selected first. With one member it is the plain
 * entropy.
 *
 * <p><b>Needs</b>: MEMBER_PROBABILITIES {@code [m, n, C]}, of a committee or of dropout passes.
 *
 * <p><b>Cost</b>: {@code O(m C)} an instance, {@code C} logarithms.
 *
 * <p><b>Source</b>: Settles 2009, Active Learning Literature Survey, section 3.2.
 *
 * <p><b>Departures</b>: none.
 */
public record ConsensusEntropy() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.MEMBER_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    MemberRows.score(in, out, ConsensusEntropy::of);
  }

  static double of(double[][] members, double[] mean) {
    return MemberRows.entropy(mean);
  }
}
