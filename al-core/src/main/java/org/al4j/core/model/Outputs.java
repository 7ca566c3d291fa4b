package org.al4j.core.model;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model's outputs for a block of {@code n} consecutive instances. The arrays are valid until the
 * callback that received them returns; {@code detach()} or {@code dup()} one to keep it.
 * Probabilities were validated when this was made.
 */
public final class Outputs {
  /** Rows may differ from one by this much: float32 sums over many classes. */
  private static final double SUM_TOLERANCE = 1e-3;

  private final int first;
  private final List<Instance> instances;
  private final Map<Output, INDArray> arrays;

  private Outputs(int first, List<Instance> instances, Map<Output, INDArray> arrays) {
    this.first = first;
    this.instances = List.copyOf(instances);
    this.arrays = new EnumMap<>(Output.class);
    this.arrays.putAll(arrays);
  }

  /**
   * The outputs for {@code instances}.
   *
   * @param first position of the block's first instance among all instances of the pass, from 0
   * @param arrays by output, shapes as {@link Output} says
   * @throws InvalidInputException if an array has another number of rows than there are instances,
   *     or a probability is not finite, negative, or its row does not sum to one; the message names
   *     the instance
   */
  public static Outputs of(int first, List<Instance> instances, Map<Output, INDArray> arrays) {
    Outputs outputs = new Outputs(first, instances, arrays);
    arrays.forEach(outputs::checkRows);
    return outputs;
  }

  /** Position of the first row among all instances of the pass. */
  public int first() {
    return first;
  }

  /** How many instances the block has: {@code n}. */
  public int size() {
    return instances.size();
  }

  /** The instances of the block, in the order of the rows. */
  public List<Instance> instances() {
    return instances;
  }

  /** Which outputs are here. */
  public Set<Output> available() {
    return arrays.keySet();
  }

  /**
   * One output's array, shape as {@link Output} says.
   *
   * @throws IllegalArgumentException if it was not asked for
   */
  public INDArray get(Output output) {
    INDArray array = arrays.get(output);
    if (array == null) {
      throw new IllegalArgumentException(
          output + " was not asked for; this block has " + arrays.keySet());
    }
    return array;
  }

  private void checkRows(Output output, INDArray array) {
    boolean byMember = output == Output.MEMBER_PROBABILITIES || output == Output.MEMBER_VALUES;
    int axis = byMember ? 1 : 0;
    if (array.rank() <= axis || array.size(axis) != instances.size()) {
      throw new InvalidInputException(
          output
              + " must have one row per instance: "
              + instances.size()
              + " instances, shape "
              + Arrays.toString(array.shape()));
    }
    if (output == Output.PROBABILITIES) {
      checkProbabilities(array);
    } else if (output == Output.MEMBER_PROBABILITIES) {
      for (int member = 0; member < array.size(0); member++) {
        checkProbabilities(array.slice(member));
      }
    }
  }

  private void checkProbabilities(INDArray probabilities) {
    if (instances.isEmpty()) {
      return;
    }
    float[] flat = floats(probabilities); // [n, C]
    int classes = flat.length / instances.size();
    for (int i = 0; i < instances.size(); i++) {
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        float p = flat[i * classes + k];
        if (!(p >= 0 && p <= 1 + SUM_TOLERANCE)) {
          throw bad(i, "must lie in [0, 1], found " + p);
        }
        sum += p;
      }
      if (Math.abs(sum - 1) > SUM_TOLERANCE) {
        throw bad(i, "must sum to 1, found " + sum);
      }
    }
  }

  /**
   * One copy of the whole block: {@code toFloatMatrix} allocates native memory per row, and a
   * buffer's {@code asFloat} reads value by value.
   */
  private static float[] floats(INDArray array) {
    if (array.ordering() == 'c' && !array.isView() && array.length() == array.data().length()) {
      return copied(array);
    }
    try (INDArray copy = array.dup('c')) {
      return copied(copy);
    }
  }

  private static float[] copied(INDArray array) {
    if (array.dataType() != DataType.FLOAT) {
      return array.data().asFloat();
    }
    float[] copy = new float[(int) array.length()];
    array.data().asNioFloat().get(copy);
    return copy;
  }

  private InvalidInputException bad(int row, String rule) {
    return new InvalidInputException(
        "the model's probabilities for instance '"
            + instances.get(row).id()
            + "' "
            + rule
            + "; check the model's weights and its learning rate");
  }
}
