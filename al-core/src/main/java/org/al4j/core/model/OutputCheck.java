package org.al4j.core.model;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Refuses arrays that are not what {@link Output} says, by the instance's id. One pass over each
 * array, a few rows at a time, so that they are still in the cache when they are looked at.
 */
final class OutputCheck {
  /** Rows may differ from one by this much: float32 sums over many classes. */
  private static final double SUM_TOLERANCE = 1e-3;

  private static final int CACHED = 4096;

  private final Output output;
  private final List<Instance> instances;
  private final INDArray array;

  private OutputCheck(Output output, List<Instance> instances, INDArray array) {
    this.output = output;
    this.instances = instances;
    this.array = array;
  }

  /**
   * Checks all arrays of a block.
   *
   * @throws InvalidInputException if a shape or a number is not as {@link Output} says
   */
  static void all(List<Instance> instances, Map<Output, INDArray> arrays) {
    arrays.forEach((output, array) -> new OutputCheck(output, instances, array).checkType());
    arrays.forEach((output, array) -> new OutputCheck(output, instances, array).checkShape());
    requireSameClasses(arrays);
    if (!instances.isEmpty()) {
      arrays.forEach((output, array) -> new OutputCheck(output, instances, array).checkNumbers());
    }
  }

  private void checkType() {
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
    if (array.rank() <= axis || array.size(axis) != instances.size()) {
      throw new InvalidInputException(
          output
              + " must have one row per instance: "
              + instances.size()
              + " instances, shape "
              + Arrays.toString(array.shape()));
    }
    boolean right = array.rank() == output.rank();
    for (int i = 0; right && i < array.rank() && !instances.isEmpty(); i++) {
      right = array.size(i) >= 1;
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
              + Arrays.toString(array.shape())
              + "; check the model's forward pass");
    }
  }

  private static void requireSameClasses(Map<Output, INDArray> arrays) {
    long[] found =
        arrays.entrySet().stream()
            .filter(entry -> entry.getKey().byClass())
            .mapToLong(entry -> entry.getValue().size(-1))
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
    int members = output.instanceAxis() == 1 ? (int) array.size(0) : 1;
    int rows = members * instances.size();
    int width = Math.toIntExact(array.length() / rows);
    int most = Math.max(1, CACHED / width);
    float[] some = new float[Math.min(rows, most) * width];
    FloatBuffer source = FloatRows.read(array);
    for (int first = 0; first < rows; first += most) {
      int count = Math.min(most, rows - first);
      source.get(some, 0, count * width);
      for (int i = 0; i < count; i++) {
        checkRow(some, i * width, (i + 1) * width, first + i);
      }
    }
  }

  private void checkRow(float[] values, int from, int to, int row) {
    switch (output) {
      case PROBABILITIES, MEMBER_PROBABILITIES -> checkProbabilities(values, from, to, row);
      case TOKEN_LOG_PROBABILITIES -> checkTokens(values, from, to, row);
      case GRADIENT_NORM -> {
        checkFinite(values, from, to, row);
        if (values[from] < 0) {
          throw bad(row, "must be 0 or more, found " + values[from]);
        }
      }
      default -> checkFinite(values, from, to, row);
    }
  }

  private void checkFinite(float[] values, int from, int to, int row) {
    double sum = 0; // of floats, so finite if and only if all of them are
    for (int j = from; j < to; j++) {
      sum += values[j];
    }
    if (!Double.isFinite(sum)) {
      for (int j = from; j < to; j++) {
        requireFinite(values[j], row);
      }
    }
  }

  private void requireFinite(float value, int row) {
    if (!Float.isFinite(value)) {
      throw bad(row, "must be finite, found " + value);
    }
  }

  private void checkProbabilities(float[] p, int from, int to, int row) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      if (!(p[k] >= 0 && p[k] <= 1 + SUM_TOLERANCE)) {
        throw bad(row, "must lie in [0, 1], found " + p[k]);
      }
      sum += p[k];
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw bad(row, "must sum to 1, found " + sum);
    }
  }

  /** Words with numbers, then words that are NaN altogether: a text has at least one word. */
  private void checkTokens(float[] values, int from, int to, int row) {
    int classes = (int) array.size(2);
    Instance instance = instances.get(row);
    int known = instance.words().isEmpty() ? Integer.MAX_VALUE : instance.words().size();
    int least = instance.text().isBlank() ? 0 : 1;
    boolean ended = false;
    for (int word = 0; from + word * classes < to; word++) {
      int start = from + word * classes;
      ended |= word >= least && isPadding(values, start, start + classes);
      for (int k = start; k < start + classes; k++) {
        boolean number = Float.isFinite(values[k]) && values[k] <= SUM_TOLERANCE;
        if (ended ? !Float.isNaN(values[k]) : !number) {
          throw bad(row, tokenRule(word, ended) + values[k]);
        }
      }
      ended |= word + 1 >= known;
    }
  }

  private static String tokenRule(int word, boolean ended) {
    return ended
        ? "must be NaN after its last word, found at word " + (word + 1) + " "
        : "must be finite and at most 0, found at word " + (word + 1) + " ";
  }

  private static boolean isPadding(float[] values, int from, int to) {
    for (int k = from; k < to; k++) {
      if (!Float.isNaN(values[k])) {
        return false;
      }
    }
    return true;
  }

  /** {@code row} counts instances, member by member where there are members. */
  private InvalidInputException bad(int row, String rule) {
    int n = instances.size();
    String who = output.instanceAxis() == 1 ? " of member " + row / n : "";
    String what = output == Output.PROBABILITIES ? "probabilities" : output.name();
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
