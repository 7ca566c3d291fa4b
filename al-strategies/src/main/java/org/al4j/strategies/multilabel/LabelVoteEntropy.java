package org.al4j.strategies.multilabel;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;

/**
 * Selects the instances where the votes of a committee's members are most divided over the classes.
 *
 * <p><b>Utility</b>: {@code 1/C sum_k H(V_k / m)} with the binary entropy {@code H} in nats, where
 * {@code V_k} of the m members have {@code p_k > 1/2}; in {@code [0, log 2]}, larger is selected
 * first. It takes few values, so ties are many.
 *
 * <p><b>Needs</b>: MEMBER_INDEPENDENT_PROBABILITIES {@code [m, n, C]}.
 *
 * <p><b>Cost</b>: {@code O(m C)} an instance, two logarithms a class.
 *
 * <p><b>Source</b>: Dagan and Engelson 1995, Committee-Based Sampling for Training Probabilistic
 * Classifiers, class by class.
 *
 * <p><b>Departures</b>: the mean over the classes.
 */
public record LabelVoteEntropy() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.MEMBER_INDEPENDENT_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    LabelMembers.score(in, out, LabelVoteEntropy::of);
  }

  static double of(double[] p) {
    int votes = 0;
    for (double one : p) {
      votes += one > PredictedSets.THRESHOLD ? 1 : 0;
    }
    return LabelEntropy.of((double) votes / p.length);
  }
}
