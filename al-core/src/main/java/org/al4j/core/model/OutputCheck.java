package org.al4j.core.model;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;

/**
 * Refuses outputs that are not what {@link Output} says, by the instance's id. One pass over each
 * array, a few rows at a time, so that they are still in the cache when they are looked at.
 */
final class OutputCheck {
  private static final int CACHED = 4096;

  private final Outputs block;
  private final Output output;
  private final List<Instance> instances;

  private OutputCheck(Outputs block, Output output) {
    this.block = block;
    this.output = output;
    this.instances = block.instances();
  }

  /**
   * Checks all outputs of a block.
   *
   * @throws InvalidInputException if a shape or a number is not as {@link Output} says
   */
  static void all(Outputs block) {
    block.arrays().keySet().forEach(output -> new OutputCheck(block, output).checkType());
    block.available().forEach(output -> new OutputCheck(block, output).checkShape());
    requireSameClasses(block);
    if (block.size() > 0) {
      block.available().forEach(output -> new OutputCheck(block, output).checkNumbers());
    }
  }

  private void checkType() {
    var array = block.arrays().get(output);
    if (array == null || !array.dataType().isFPType()) {
      throw new InvalidInputException(
          output
              + " must be an array of floats, found "
              + (array == null ? "null" : array.dataType())
              + "; check the model's forward pass");
    }
  }

  private void checkShape() {
    int axis = output.instanceAxis();
    long[] shape = block.shape(output);
    if (shape.length <= axis || shape[axis] != instances.size()) {
      throw new InvalidInputException(
          output
              + " must have one row per instance: "
              + instances.size()
              + " instances, shape "
              + Arrays.toString(shape));
    }
    boolean right = shape.length == output.rank();
    for (int i = 0; right && i < shape.length && !instances.isEmpty(); i++) {
      right = shape[i] >= 1;
    }
    if (!right) {
      throw new InvalidInputException(
          output
              + " must have rank "
              + output.rank()
              + (output.instanceAxis() == 1 ? "" : ", " + output.shape() + ",")
              + " and at least 1 "
              + (output.instanceAxis() == 1 ? "member" : "column")
              + ", found shape "
              + Arrays.toString(shape)
              + "; check the model's forward pass");
    }
  }

  private static void requireSameClasses(Outputs block) {
    long[] found =
        block.available().stream()
            .filter(Output::byClass)
            .mapToLong(output -> block.shape(output)[output.rank() - 1])
            .distinct()
            .sorted()
            .toArray();
    if (found.length > 1) {
      throw new InvalidInputException(
          "the outputs of a block must have one number of classes, found "
              + Arrays.toString(found)
              + "; check the model's forward pass");
    }
  }

  private void checkNumbers() {
    long[] shape = block.shape(output);
    int members = output.instanceAxis() == 1 ? (int) shape[0] : 1;
    int rows = members * instances.size();
    FloatBuffer source = block.rows(output);
    int width = (int) (Arrays.stream(shape).reduce(1, (a, b) -> a * b) / rows);
    int last = (int) shape[shape.length - 1];
    int most = Math.max(1, CACHED / width);
    float[] some = new float[Math.min(rows, most) * width];
    for (int first = 0; first < rows; first += most) {
      int count = Math.min(most, rows - first);
      source.get(some, 0, count * width);
      for (int i = 0; i < count; i++) {
        Instance instance = instances.get((first + i) % instances.size());
        int row = first + i;
        Optional<String> broken =
            output.rule().broken(instance, some, i * width, (i + 1) * width, last);
        broken.ifPresent(
            rule -> {
              throw bad(row, rule);
            });
      }
    }
  }

  /** {@code row} counts instances, member by member where there are members. */
  private InvalidInputException bad(int row, String rule) {
    int n = instances.size();
    String who = output.instanceAxis() == 1 ? " of member " + row / n : "";
    String what = output.equals(Output.PROBABILITIES) ? "probabilities" : output.name();
    return new InvalidInputException(
        "the model's "
            + what
            + who
            + " for instance '"
            + instances.get(row % n).id()
            + "' "
            + rule
            + "; check the model's weights and its learning rate");
  }
}
