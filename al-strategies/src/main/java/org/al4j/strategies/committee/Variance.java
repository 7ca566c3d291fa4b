package org.al4j.strategies.committee;

import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;

/**
 * Selects the instances where the members of a committee of regressors predict the most different
 * numbers.
 *
 * <p><b>Utility</b>: the sample variance {@code 1/(m - 1) sum_c (y^c - mean y)^2} of the members'
 * predictions, in the square of the target's unit; in {@code [0, inf)}, larger is selected first.
 * Exactly 0 where all members agree, and with one member.
 *
 * <p><b>Needs</b>: MEMBER_VALUES {@code [m, n]}.
 *
 * <p><b>Cost</b>: {@code O(m)} an instance.
 *
 * <p><b>Source</b>: Burbidge, Rowland and King 2007, Active Learning for Regression Based on Query
 * by Committee; Larionov (HSE), Improving Transferability of NLP Datasets Annotated with Active
 * Learning, section 1.2.
 *
 * <p><b>Departures</b>: Larionov's formula lacks the square; here it is squared. The divisor {@code
 * m - 1} does not change the ranking.
 */
public record Variance() implements Utility {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.MEMBER_VALUES);
  }

  @Override
  public void score(Outputs in, double[] out) {
    float[] flat = in.floats(Output.MEMBER_VALUES); // [m, n]
    double[] values = new double[(int) in.shape(Output.MEMBER_VALUES)[0]]; // [m]
    for (int i = 0; i < in.size(); i++) {
      for (int c = 0; c < values.length; c++) {
        values[c] = flat[c * in.size() + i];
      }
      out[i] = of(values);
    }
  }

  static double of(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value;
    }
    mean /= values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / Math.max(1, values.length - 1);
  }
}
