package org.al4j.strategies.committee;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;

/**
 * Selects the instances where the label would tell most about which member is right: unsure
 * together, sure each for itself.
 *
 * <p><b>Utility</b>: {@code H(1/m sum_c p^c) - 1/m sum_c H(p^c)}, natural logarithm: the mutual
 * information of label and member; in {@code [0, log min(m, C)]}, larger is selected first. Exactly
 * 0 where all members agree. It is the consensus entropy less the mean entropy of the members, and
 * equal to {@link MeanKl} but for rounding.
 *
 * <p><b>Needs</b>: MEMBER_PROBABILITIES {@code [m, n, C]}, of a committee or of dropout passes.
 *
 * <p><b>Cost</b>: {@code O(m C)} an instance, {@code (m + 1) C} logarithms.
 *
 * <p><b>Source</b>: Houlsby et al. 2011, Bayesian Active Learning for Classification and Preference
 * Learning; Gal et al. 2017, Deep Bayesian Active Learning with Image Data (members are dropout
 * passes); Larionov (HSE), Improving Transferability of NLP Datasets Annotated with Active
 * Learning, section 2.2.
 *
 * <p><b>Departures</b>: none. Libraries that use base 2 give these values divided by {@code log 2}.
 * A result below 0 is rounding and becomes 0.
 */
public record Bald() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.MEMBER_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    MemberRows.score(in, out, Bald::of);
  }

  static double of(double[][] members, double[] mean) {
    double consensus = MemberRows.entropy(mean);
    double sum = 0;
    for (double[] member : members) {
      sum +=
          consensus - MemberRows.entropy(member); // so that agreement gives 0, not a rounding error
    }
    return Math.max(0, sum / members.length);
  }
}
