package org.al4j.strategies.uncertainty;

import java.util.Objects;
import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;
import org.al4j.strategies.internal.matrix.Rowwise;

/**
 * Selects the instances where the whole distribution is most spread.
 *
 * <p><b>Utility</b>: {@code -sum p log p} with {@code 0 log 0 = 0}; in {@code [0, log C]}, or
 * divided by {@code log C} in {@code [0, 1]}; larger is selected first. Base and normalisation do
 * not change the ranking.
 *
 * <p><b>Needs</b>: PROBABILITIES {@code [n, C]}.
 *
 * <p><b>Cost</b>: {@code O(C)} an instance, one logarithm a class.
 *
 * <p><b>Source</b>: Shannon 1948; Settles 2009, Active Learning Literature Survey, section 3.1.
 * Aabol and Dragsten 2023 use base 2.
 *
 * <p><b>Departures</b>: none. (The sources' table prints 1.91 for a row whose base-2 entropy is
 * 2.003.)
 *
 * @param base of the logarithm; without effect when normalised
 * @param normalised whether to divide by {@code log C}; with one class the utility is 0
 */
public record Entropy(Base base, boolean normalised) implements Utility {
  /** The base of the logarithm. */
  public enum Base {
    /** Natural logarithm: nats. */
    E(1),
    /** Binary logarithm: bits. */
    TWO(Math.log(2));

    private final double log;

    Base(double log) {
      this.log = log;
    }
  }

  /** Refuses a null base. */
  public Entropy {
    Objects.requireNonNull(base, "base");
  }

  /** Entropy in nats. */
  public static Entropy natural() {
    return new Entropy(Base.E, false);
  }

  @Override
  public Set<Output> needs() {
    return Set.of(Output.PROBABILITIES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    Rowwise.score(in, Output.PROBABILITIES, out, this::of);
  }

  /** The utility of one row, which need not sum to one. */
  double of(float[] p, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      double value = p[k];
      if (value != 0) {
        sum -= value * Math.log(value);
      }
    }
    if (normalised) {
      return to - from == 1 ? 0 : sum / Math.log(to - from);
    }
    return sum / base.log;
  }
}
