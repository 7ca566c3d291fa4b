package org.al4j.strategies.multilabel;

import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;

/** Applies a formula to what the members of a committee say of each class of each instance. */
final class LabelMembers {
  private LabelMembers() {}

  /** How much the members disagree about one class of one instance. */
  @FunctionalInterface
  interface Formula {
    /**
     * The disagreement.
     *
     * @param p that the instance has the class, by member, {@code [m]}, valid during the call
     */
    double of(double[] p);
  }

  /**
   * The means over the classes for a block of MEMBER_INDEPENDENT_PROBABILITIES {@code [m, n, C]}.
   */
  static void score(Outputs in, double[] out, Formula formula) {
    long[] shape = in.shape(Output.MEMBER_INDEPENDENT_PROBABILITIES); // [m, n, C]
    float[] flat = in.floats(Output.MEMBER_INDEPENDENT_PROBABILITIES);
    int classes = (int) shape[2];
    double[] p = new double[(int) shape[0]];
    for (int i = 0; i < in.size(); i++) {
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        for (int c = 0; c < p.length; c++) {
          p[c] = flat[(c * in.size() + i) * classes + k];
        }
        sum += formula.of(p);
      }
      out[i] = sum / classes;
    }
  }
}
