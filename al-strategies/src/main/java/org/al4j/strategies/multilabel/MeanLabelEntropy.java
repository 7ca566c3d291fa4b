package org.al4j.strategies.multilabel;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;
import org.al4j.strategies.internal.matrix.Rowwise;

/**
 * Selects the instances where the classes are on average least decided.
 *
 * <p><b>Utility</b>: {@code 1/C sum_k H(p_k)} with the binary entropy {@code H(p) = -p log p - (1 -
 * p) log(1 - p)} in nats, {@code 0 log 0 = 0}; in {@code [0, log 2]}, larger is selected first. Up
 * to the factor {@code 1/C} it is the entropy of the whole set, were the classes independent.
 *
 * <p><b>Needs</b>: INDEPENDENT_PROBABILITIES {@code [n, C]}.
 *
 * <p><b>Cost</b>: {@code O(C)} an instance, two logarithms a class.
 *
 * <p><b>Source</b>: Shannon 1948; Esuli and Sebastiani 2009, Active Learning Strategies for
 * Multi-Label Text Classification (one uncertainty a class, their average over the classes).
 *
 * <p><b>Departures</b>: the uncertainty of a class is its entropy, where Esuli and Sebastiani take
 * the absolute score of a boosted classifier.
 */
public record MeanLabelEntropy() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.INDEPENDENT_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    Rowwise.score(in, Output.INDEPENDENT_PROBABILITIES, out, MeanLabelEntropy::of);
  }

  static double of(float[] p, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += LabelEntropy.of(p[k]);
    }
    return sum / (to - from);
  }
}
