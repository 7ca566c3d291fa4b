package org.al4j.strategies.committee;

import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;

/**
 * Applies a formula to what the members say about each instance of a block; the block is copied to
 * Java at once.
 */
final class MemberRows {
  private MemberRows() {}

  /** A utility of one instance. */
  @FunctionalInterface
  interface Formula {
    /**
     * The utility.
     *
     * @param members {@code [m, C]}, valid during the call
     * @param mean {@code [C]}, their mean: the consensus
     */
    double of(double[][] members, double[] mean);
  }

  /** Scores a block of MEMBER_PROBABILITIES {@code [m, n, C]}. */
  static void score(Outputs in, double[] out, Formula formula) {
    long[] shape = in.shape(Output.MEMBER_PROBABILITIES); // [m, n, C]
    int classes = (int) shape[2];
    double[][] members = new double[(int) shape[0]][classes]; // [m, C]
    float[] flat = in.floats(Output.MEMBER_PROBABILITIES);
    for (int i = 0; i < in.size(); i++) {
      for (int c = 0; c < members.length; c++) {
        for (int k = 0; k < classes; k++) {
          members[c][k] = flat[(c * in.size() + i) * classes + k];
        }
      }
      out[i] = formula.of(members, mean(members));
    }
  }

  /**
   * The members' mean: exactly their common value where they agree, since a double holds sums of
   * equal floats.
   */
  static double[] mean(double[][] members) {
    double[] mean = new double[members[0].length]; // [C]
    for (double[] member : members) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += member[k];
      }
    }
    for (int k = 0; k < mean.length; k++) {
      mean[k] /= members.length;
    }
    return mean;
  }

  /** {@code -sum p log p} in nats, with {@code 0 log 0 = 0}. */
  static double entropy(double[] p) {
    double sum = 0;
    for (double value : p) {
      if (value != 0) {
        sum -= value * Math.log(value);
      }
    }
    return sum;
  }

  /**
   * {@code KL(p || mean)} in nats, with {@code 0 log 0 = 0}. Finite, as the mean is positive
   * wherever a member is; below 0 by rounding at most.
   */
  static double divergence(double[] p, double[] mean) {
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      if (p[k] != 0) {
        sum += p[k] * Math.log(p[k] / mean[k]);
      }
    }
    return sum;
  }
}
