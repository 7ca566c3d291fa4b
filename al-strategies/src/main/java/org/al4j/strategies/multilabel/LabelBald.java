package org.al4j.strategies.multilabel;

import java.util.Arrays;
import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;

/**
 * Selects the instances where the members of a committee are each sure of the classes and
 * contradict each other.
 *
 * <p><b>Utility</b>: {@code 1/C sum_k (H(mean_c p_k^c) - mean_c H(p_k^c))} with the binary entropy
 * {@code H} in nats: the mean over the classes of what having the class or not would tell about
 * which member is right; in {@code [0, log 2]}, larger is selected first.
 *
 * <p><b>Needs</b>: MEMBER_INDEPENDENT_PROBABILITIES {@code [m, n, C]}.
 *
 * <p><b>Cost</b>: {@code O(m C)} an instance, {@code 2 (m + 1) C} logarithms.
 *
 * <p><b>Source</b>: Houlsby et al. 2011, Bayesian Active Learning for Classification and Preference
 * Learning, class by class.
 *
 * <p><b>Departures</b>: the mean over the classes, not the information of all of them together,
 * which takes {@code 2^C} terms since a member's classes are independent but the committee's are
 * not.
 */
public record LabelBald() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.MEMBER_INDEPENDENT_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    LabelMembers.score(in, out, LabelBald::of);
  }

  static double of(double[] p) {
    double mean = Arrays.stream(p).sum() / p.length; // exactly p where all members agree
    double entropies = 0;
    for (double one : p) {
      entropies += LabelEntropy.of(one);
    }
    return Math.max(0, LabelEntropy.of(mean) - entropies / p.length); // rounding
  }
}
