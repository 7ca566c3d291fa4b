package org.al4j.strategies.multilabel;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Candidates;

/** What a model says of every candidate's classes, kept: {@code n C} floats and bits. */
final class SetTable {
  private final int classes;
  private final double threshold;
  private final float[][] byClass; // [C][n]
  private final BitSet[] predicted; // [n]
  private int filled;

  private SetTable(int classes, int count, double threshold) {
    this.classes = classes;
    this.threshold = threshold;
    this.byClass = new float[classes][count];
    this.predicted = new BitSet[count];
  }

  /** One pass over the candidates. */
  static SetTable of(
      AcquisitionModel model, Candidates candidates, LabelSpace labels, double threshold) {
    SetTable table = new SetTable(labels.size(), candidates.size(), threshold);
    if (candidates.size() > 0) {
      model.forward(candidates, Set.of(Output.INDEPENDENT_PROBABILITIES), table::keep);
    }
    table.requireFilled(table.filled == table.predicted.length);
    return table;
  }

  int size() {
    return predicted.length;
  }

  /** The classes that are predicted for a candidate. */
  BitSet predicted(int position) {
    return predicted[position];
  }

  /**
   * The rank scores of all candidates, {@code [n]} in [0, 1]: {@code 1/C sum_k (n - r_k) / (n -
   * 1)}, where {@code r_k} is the candidate's place, from 1, among all by the margin {@code |2 p_k
   * - 1|}, smallest first. Equal margins share the mean of their places. 1 for a single candidate.
   */
  double[] rankScores() {
    int n = size();
    double[] scores = new double[n];
    if (n == 1) {
      scores[0] = 1;
      return scores;
    }
    for (float[] p : byClass) {
      double[] margins = new double[n];
      for (int i = 0; i < n; i++) {
        margins[i] = Math.abs(2.0 * p[i] - 1);
      }
      double[] sorted = margins.clone();
      Arrays.sort(sorted);
      for (int i = 0; i < n; i++) {
        scores[i] += (n - place(sorted, margins[i])) / (n - 1) / classes;
      }
    }
    return scores;
  }

  /** The mean place of a number among sorted ones, from 1. */
  private static double place(double[] sorted, double value) {
    int below = first(sorted, value, false);
    int through = first(sorted, value, true);
    return (below + 1 + through) / 2.0;
  }

  /** The first place with a number that is at least {@code value}, or beyond it. */
  private static int first(double[] sorted, double value, boolean beyond) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value || (beyond && sorted[middle] == value)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void keep(Outputs block) {
    requireFilled(filled + block.size() <= predicted.length);
    float[] flat = block.floats(Output.INDEPENDENT_PROBABILITIES); // [n, C]
    if (flat.length != block.size() * classes) {
      throw new InvalidInputException(
          "a model must give one probability for each of the "
              + classes
              + " classes, found "
              + flat.length / block.size()
              + "; check the model's label space");
    }
    for (int i = 0; i < block.size(); i++) {
      BitSet set = new BitSet(classes);
      for (int k = 0; k < classes; k++) {
        float p = flat[i * classes + k];
        byClass[k][filled] = p;
        set.set(k, p > threshold);
      }
      predicted[filled++] = set;
    }
  }

  private void requireFilled(boolean right) {
    if (!right) {
      throw new InvalidInputException(
          "a model must give outputs once for every candidate: "
              + predicted.length
              + " wanted, "
              + filled
              + " received; check the model's forward pass");
    }
  }
}
