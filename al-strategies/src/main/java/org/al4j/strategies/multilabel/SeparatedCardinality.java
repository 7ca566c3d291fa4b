package org.al4j.strategies.multilabel;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;
import org.al4j.strategies.internal.matrix.Rowwise;

/**
 * Selects the instances where the predicted classes are hardly apart from the others and their
 * number is unusual.
 *
 * <p><b>Utility</b>: {@code (1 / max(s, 1e-6))^weight * c^(1 - weight)}, larger is selected first.
 * The separation margin {@code s = min_(k predicted) f_k - max_(k not predicted) f_k} is that of
 * the log-odds over the threshold's, {@code f_k = log(p_k / (1 - p_k)) - log(t / (1 - t))}, in
 * {@code [0, inf)}; {@code c} is {@link CardinalityInconsistency}. In {@code [0, inf)}; with a
 * weight below 1 it is 0 wherever the number of predicted labels is just what is expected.
 *
 * <p><b>Needs</b>: INDEPENDENT_PROBABILITIES {@code [n, C]}.
 *
 * <p><b>Cost</b>: {@code O(C)} an instance, two logarithms and two powers.
 *
 * <p><b>Source</b>: Li and Guo 2013, Active Learning with Multi-Label SVM Classification, section 3
 * (maximum-margin prediction uncertainty and label cardinality inconsistency).
 *
 * <p><b>Departures</b>: the log-odds take the place of a support vector machine's decision values.
 * Where all classes are predicted or none, the missing side is the threshold itself, which the
 * paper leaves open. A margin below 1e-6 counts as that, so that the utility is finite.
 *
 * @param expected how many labels an instance has on average, 0 or more
 * @param weight of the margin against the cardinality, in [0, 1]: the paper's beta
 * @param threshold above which a class counts as predicted, in (0, 1)
 */
public record SeparatedCardinality(double expected, double weight, double threshold)
    implements Utility {
  private static final double SMALLEST = 1e-6;

  /** Refuses what is out of range. */
  public SeparatedCardinality {
    PredictedSets.requireExpected(expected);
    PredictedSets.requireWeight(weight);
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "a threshold for log-odds must lie between 0 and 1, found " + threshold);
    }
  }

  @Override
  public Set<Output> needs() {
    return Set.of(Output.INDEPENDENT_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    CardinalityInconsistency cardinality = new CardinalityInconsistency(expected, threshold);
    Rowwise.score(
        in,
        Output.INDEPENDENT_PROBABILITIES,
        out,
        (p, from, to) ->
            Math.pow(1 / Math.max(SMALLEST, margin(p, from, to)), weight)
                * Math.pow(cardinality.of(p, from, to), 1 - weight));
  }

  /** The separation margin of a row. */
  double margin(float[] p, int from, int to) {
    double lowestIn = Double.POSITIVE_INFINITY;
    double highestOut = Double.NEGATIVE_INFINITY;
    for (int k = from; k < to; k++) {
      if (p[k] > threshold) {
        lowestIn = Math.min(lowestIn, Math.min(1, p[k])); // a float may exceed it
      } else {
        highestOut = Math.max(highestOut, p[k]);
      }
    }
    double in = lowestIn == Double.POSITIVE_INFINITY ? 0 : logOdds(lowestIn) - logOdds(threshold);
    double out =
        highestOut == Double.NEGATIVE_INFINITY ? 0 : logOdds(threshold) - logOdds(highestOut);
    return in + out;
  }

  private static double logOdds(double p) {
    return Math.log(p) - Math.log1p(-p);
  }
}
