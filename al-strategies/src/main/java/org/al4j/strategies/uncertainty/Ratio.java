package org.al4j.strategies.uncertainty;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;
import org.al4j.strategies.internal.matrix.Rowwise;

/**
 * Selects the instances where the second class is nearly as probable as the first.
 *
 * <p><b>Utility</b>: {@code p2 / p1 = exp(z2 - z1)}, where {@code p1 >= p2} are the two largest
 * probabilities and {@code z1, z2} their logits; in {@code [0, 1]}, larger is selected first.
 * Unlike the margin it does not depend on the other classes.
 *
 * <p><b>Needs</b>: PROBABILITIES {@code [n, C]}.
 *
 * <p><b>Cost</b>: {@code O(C)} an instance.
 *
 * <p><b>Source</b>: the lecture "Active Learning"; Monarch 2021.
 *
 * <p><b>Departures</b>: the inverse of the ratio {@code p1 / p2} that is minimised elsewhere, so
 * that larger is selected first and a second probability of zero gives 0.
 */
public record Ratio() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    Rowwise.score(in, Output.PROBABILITIES, out, Ratio::of);
  }

  /** The utility of one row, which need not sum to one. */
  static double of(float[] p, int from, int to) {
    TopTwo top = TopTwo.of(p, from, to);
    return top.second() / top.first();
  }
}
