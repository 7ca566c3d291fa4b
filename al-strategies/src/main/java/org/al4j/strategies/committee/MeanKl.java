package org.al4j.strategies.committee;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;

/**
 * Selects the instances where the members are on average farthest from their consensus.
 *
 * <p><b>Utility</b>: {@code 1/m sum_c KL(p^c || q)} with the mean {@code q = 1/m sum_c p^c},
 * natural logarithm: the Jensen-Shannon divergence of the members; in {@code [0, log min(m, C)]},
 * larger is selected first. Exactly 0 where all members agree. Equal to {@link Bald} but for
 * rounding.
 *
 * <p><b>Needs</b>: MEMBER_PROBABILITIES {@code [m, n, C]}, of a committee or of dropout passes.
 *
 * <p><b>Cost</b>: {@code O(m C)} an instance, {@code m C} logarithms.
 *
 * <p><b>Source</b>: McCallum and Nigam 1998, Employing EM and Pool-Based Active Learning for Text
 * Classification; Larionov (HSE), Improving Transferability of NLP Datasets Annotated with Active
 * Learning, section 1.2.
 *
 * <p><b>Departures</b>: none; Larionov's prose says maximum where his formula is the mean, for
 * which see {@link MaxDisagreement}. A result below 0 is rounding and becomes 0.
 */
public record MeanKl() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.MEMBER_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    MemberRows.score(in, out, MeanKl::of);
  }

  static double of(double[][] members, double[] mean) {
    double sum = 0;
    for (double[] member : members) {
      sum += MemberRows.divergence(member, mean);
    }
    return Math.max(0, sum / members.length); // keeps NaN, which is refused later
  }
}
