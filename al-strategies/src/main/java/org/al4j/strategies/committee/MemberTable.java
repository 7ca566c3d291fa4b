package org.al4j.strategies.committee;

import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Candidates;

/** What the members say of every candidate, kept: {@code n m C} floats. */
final class MemberTable {
  private final float[][] rows; // [n][m C]
  private final double[] bald; // [n]
  private int members;
  private int filled;

  private MemberTable(int count) {
    this.rows = new float[count][];
    this.bald = new double[count];
  }

  /** One pass over the candidates. */
  static MemberTable of(AcquisitionModel model, Candidates candidates) {
    MemberTable table = new MemberTable(candidates.size());
    model.forward(candidates, Set.of(Output.MEMBER_PROBABILITIES), table::keep);
    table.requireFilled(table.filled == table.rows.length);
    return table;
  }

  /** How many members there are: {@code m}. */
  int members() {
    return members;
  }

  /** What the members say of a candidate, {@code [m, C]} by rows. */
  float[] row(int position) {
    return rows[position];
  }

  /** A candidate's {@link Bald}. */
  double bald(int position) {
    return bald[position];
  }

  private void keep(Outputs block) {
    requireFilled(filled + block.size() <= rows.length);
    long[] shape = block.shape(Output.MEMBER_PROBABILITIES); // [m, n, C]
    double[] scores = new double[block.size()];
    new Bald().score(block, scores);
    int classes = (int) shape[2];
    int width = (int) shape[0] * classes;
    if (filled > 0 && (members != shape[0] || rows[0].length != width)) {
      throw new InvalidInputException(
          "a model must give the same members and classes for all instances; found another shape"
              + " from instance '"
              + block.instances().get(0).id()
              + "' on; check the model's forward pass");
    }
    members = (int) shape[0];
    float[] flat = block.floats(Output.MEMBER_PROBABILITIES);
    for (int i = 0; i < block.size(); i++) {
      float[] row = new float[width];
      for (int j = 0; j < members; j++) {
        System.arraycopy(flat, (j * block.size() + i) * classes, row, j * classes, classes);
      }
      rows[filled] = row;
      bald[filled++] = scores[i];
    }
  }

  private void requireFilled(boolean right) {
    if (!right) {
      throw new InvalidInputException(
          "a model must give outputs once for every candidate: "
              + rows.length
              + " wanted, "
              + filled
              + " received; check the model's forward pass");
    }
  }
}
