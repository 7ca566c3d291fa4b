package org.al4j.core.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.data.Instance;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model's outputs for a block of {@code n} consecutive instances. The arrays are valid until the
 * callback that received them returns; {@code detach()} or {@code dup()} one to keep it. Shapes and
 * numbers were checked when this was made; {@link FloatRows} reads them in Java.
 */
public final class Outputs {
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
   * @throws org.al4j.core.InvalidInputException if an array has another shape than {@link Output}
   *     says or another number of rows than there are instances; if a number is not finite, or a
   *     probability negative, or its row does not sum to one. The message names the instance
   */
  public static Outputs of(int first, List<Instance> instances, Map<Output, INDArray> arrays) {
    Outputs outputs = new Outputs(first, instances, arrays);
    OutputCheck.all(outputs.instances, outputs.arrays);
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
}
