package org.al4j.strategies.multilabel;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;
import org.al4j.strategies.internal.matrix.Rowwise;

/**
 * Selects the instances where one class is least decided, whatever the others.
 *
 * <p><b>Utility</b>: {@code max_k H(p_k)} with the binary entropy {@code H(p) = -p log p - (1 - p)
 * log(1 - p)} in nats, {@code 0 log 0 = 0}; in {@code [0, log 2]}, larger is selected first. It
 * ranks as the class nearest to 1/2 does.
 *
 * <p><b>Needs</b>: INDEPENDENT_PROBABILITIES {@code [n, C]}.
 *
 * <p><b>Cost</b>: {@code O(C)} an instance, two logarithms a class.
 *
 * <p><b>Source</b>: Shannon 1948; Esuli and Sebastiani 2009, Active Learning Strategies for
 * Multi-Label Text Classification (one uncertainty a class, the largest of them).
 *
 * <p><b>Departures</b>: the uncertainty of a class is its entropy, where Esuli and Sebastiani take
 * the absolute score of a boosted classifier.
 */
public record MaxLabelEntropy() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.INDEPENDENT_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    Rowwise.score(in, Output.INDEPENDENT_PROBABILITIES, out, MaxLabelEntropy::of);
  }

  static double of(float[] p, int from, int to) {
    double largest = 0;
    for (int k = from; k < to; k++) {
      largest = Math.max(largest, LabelEntropy.of(p[k]));
    }
    return largest;
  }
}
