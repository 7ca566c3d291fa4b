package org.al4j.strategies.multilabel;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;
import org.al4j.strategies.internal.matrix.Rowwise;

/**
 * Selects the instances where the number of predicted labels is farthest from what is usual.
 *
 * <p><b>Utility</b>: {@code | |{k : p_k > threshold}| - expected |}; in {@code [0, C]}, larger is
 * selected first. It takes few values, so ties are many.
 *
 * <p><b>Needs</b>: INDEPENDENT_PROBABILITIES {@code [n, C]}.
 *
 * <p><b>Cost</b>: {@code O(C)} an instance.
 *
 * <p><b>Source</b>: Li and Guo 2013, Active Learning with Multi-Label SVM Classification, section
 * 3.2 (label cardinality inconsistency).
 *
 * <p><b>Departures</b>: none.
 *
 * @param expected how many labels an instance has on average, 0 or more: the mean over the labelled
 *     ones, which {@link LabelCardinality} takes
 * @param threshold above which a class counts as predicted, in [0, 1]
 */
public record CardinalityInconsistency(double expected, double threshold) implements Utility {
  /** Refuses a negative expectation and a threshold outside [0, 1]. */
  public CardinalityInconsistency {
    PredictedSets.requireExpected(expected);
    PredictedSets.requireThreshold(threshold);
  }

  @Override
  public Set<Output> needs() {
    return Set.of(Output.INDEPENDENT_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    Rowwise.score(in, Output.INDEPENDENT_PROBABILITIES, out, this::of);
  }

  double of(float[] p, int from, int to) {
    int predicted = 0;
    for (int k = from; k < to; k++) {
      predicted += p[k] > threshold ? 1 : 0;
    }
    return Math.abs(predicted - expected);
  }
}
