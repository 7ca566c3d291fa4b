package org.al4j.strategies.uncertainty;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;
import org.al4j.strategies.internal.matrix.Rowwise;

/**
 * Selects the instances where the two most probable classes are nearest to each other.
 *
 * <p><b>Utility</b>: {@code 1 - (p1 - p2)}, where {@code p1 >= p2} are the two largest
 * probabilities; in {@code [0, 1]}, larger is selected first.
 *
 * <p><b>Needs</b>: PROBABILITIES {@code [n, C]}.
 *
 * <p><b>Cost</b>: {@code O(C)} an instance.
 *
 * <p><b>Source</b>: Scheffer et al. 2001, Active Hidden Markov Models for Information Extraction;
 * Aabol and Dragsten 2023, section 2.1.2.
 *
 * <p><b>Departures</b>: the sources minimise the margin; it is subtracted from one, so that larger
 * is selected first.
 */
public record Margin() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    Rowwise.score(in, Output.PROBABILITIES, out, Margin::of);
  }

  /** The utility of one row, which need not sum to one. */
  static double of(float[] p, int from, int to) {
    TopTwo top = TopTwo.of(p, from, to);
    return 1 - (top.first() - top.second());
  }
}
