package org.al4j.models.committee;

import java.util.List;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.InstanceBlocks;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;

/**
 * One pass of every member over the same block, then the next block: no more than a block's outputs
 * are held.
 */
final class MemberPass {
  /** Large enough for a member to sort a block by length into batches of its own. */
  private static final int BLOCK = 1024;

  private MemberPass() {}

  /** Hands the instances to {@code sink} block by block, with the position of the block's first. */
  static void blocks(Iterable<Instance> xs, ObjIntConsumer<List<Instance>> sink) {
    InstanceBlocks.forEach(xs, BLOCK, sink);
  }

  /**
   * What every member gives for a block.
   *
   * @param width how many numbers an instance has in {@code output}
   * @return {@code [m, n, width]} in c-order
   */
  static float[] rows(
      List<? extends AcquisitionModel> members, List<Instance> block, Output output, int width) {
    float[] all = new float[members.size() * block.size() * width]; // [m, n, width]
    for (int m = 0; m < members.size(); m++) {
      int start = m * block.size() * width;
      int[] filled = {0};
      members
          .get(m)
          .forward(
              block,
              Set.of(output),
              part -> {
                float[] values = values(part, part.size() * width, output);
                System.arraycopy(values, 0, all, start + part.first() * width, values.length);
                filled[0] += part.size();
              });
      requireAll(m, output, filled[0], block.size());
    }
    return all;
  }

  /** Refuses a member that left instances out. */
  static void requireAll(int member, Output output, int found, int expected) {
    if (found != expected) {
      throw new InvalidInputException(
          "member "
              + member
              + " of the committee gave "
              + output
              + " for "
              + found
              + " of "
              + expected
              + " instances; check its forward pass");
    }
  }

  private static float[] values(Outputs part, int expected, Output output) {
    float[] values = part.floats(output);
    if (values.length != expected) {
      throw new InvalidInputException(
          "members of a committee must have one label space: "
              + expected
              + " numbers of "
              + output
              + " expected for a block, found "
              + values.length);
    }
    return values;
  }

  /** The mean over the members: {@code [m, n, width]} to {@code [n, width]}. */
  static float[] mean(float[] rows, int members) {
    float[] mean = new float[rows.length / members]; // [n, width]
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      for (int m = 0; m < members; m++) {
        sum += rows[m * mean.length + i];
      }
      mean[i] = (float) (sum / members);
    }
    return mean;
  }
}
