package org.al4j.strategies.committee;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;

/**
 * Selects the instances where one member is farthest from the consensus.
 *
 * <p><b>Utility</b>: {@code max_c KL(p^c || q)} with the mean {@code q = 1/m sum_c p^c}, natural
 * logarithm; in {@code [0, log m]}, larger is selected first. Exactly 0 where all members agree.
 *
 * <p><b>Needs</b>: MEMBER_PROBABILITIES {@code [m, n, C]}, of a committee or of dropout passes.
 *
 * <p><b>Cost</b>: {@code O(m C)} an instance, {@code m C} logarithms.
 *
 * <p><b>Source</b>: Danka and Horvath 2018, modAL: A Modular Active Learning Framework for Python;
 * the prose of Larionov (HSE), Improving Transferability of NLP Datasets Annotated with Active
 * Learning, section 1.2.
 *
 * <p><b>Departures</b>: none.
 */
public record MaxDisagreement() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.MEMBER_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    MemberRows.score(in, out, MaxDisagreement::of);
  }

  static double of(double[][] members, double[] mean) {
    double largest = 0;
    for (double[] member : members) {
      largest =
          Math.max(
              largest, MemberRows.divergence(member, mean)); // keeps NaN, which is refused later
    }
    return largest;
  }
}
