package org.al4j.strategies.uncertainty;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;
import org.al4j.strategies.internal.matrix.Rowwise;

/**
 * Selects the instances where the most probable class is least probable.
 *
 * <p><b>Utility</b>: {@code 1 - p1}, where {@code p1} is the largest probability; in {@code [0, 1 -
 * 1/C]}, larger is selected first.
 *
 * <p><b>Needs</b>: PROBABILITIES {@code [n, C]}.
 *
 * <p><b>Cost</b>: {@code O(C)} an instance.
 *
 * <p><b>Source</b>: Lewis and Gale 1994, A Sequential Algorithm for Training Text Classifiers;
 * Tsvigun et al. 2022 (PLASM), section 3.1.
 *
 * <p><b>Departures</b>: none.
 */
public record LeastConfidence() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    Rowwise.score(in, Output.PROBABILITIES, out, LeastConfidence::of);
  }

  /** The utility of one row, which need not sum to one. */
  static double of(float[] p, int from, int to) {
    return 1 - (double) TopTwo.largest(p, from, to);
  }
}
