package org.al4j.strategies.multilabel;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;
import org.al4j.strategies.internal.matrix.Rowwise;

/**
 * Selects the instances where the classes' probabilities are on average nearest to 1/2.
 *
 * <p><b>Utility</b>: {@code 1/C sum_k (1 - |2 p_k - 1|)}, where {@code |2 p - 1| = |p - (1 - p)|}
 * is the margin between having a class and not having it; in {@code [0, 1]}, larger is selected
 * first.
 *
 * <p><b>Needs</b>: INDEPENDENT_PROBABILITIES {@code [n, C]}.
 *
 * <p><b>Cost</b>: {@code O(C)} an instance.
 *
 * <p><b>Source</b>: Scheffer et al. 2001 (the margin); Esuli and Sebastiani 2009, Active Learning
 * Strategies for Multi-Label Text Classification (its average over the classes).
 *
 * <p><b>Departures</b>: the sources minimise the margin; it is subtracted from one, so that larger
 * is selected first.
 */
public record MeanLabelMargin() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.INDEPENDENT_PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    Rowwise.score(in, Output.INDEPENDENT_PROBABILITIES, out, MeanLabelMargin::of);
  }

  static double of(float[] p, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += 1 - Math.abs(2.0 * Math.min(1, p[k]) - 1);
    }
    return sum / (to - from);
  }
}
