package org.al4j.models.internal.engine.run;

import java.util.List;

/**
 * A trainable array of the graph and the tensors of a file that it consists of, stacked along the
 * rows.
 *
 * @param name its placeholder in the graph
 * @param tensors names of the stacked tensors, all of the same shape
 * @param shape shape of the stacked array
 * @param decays whether weight decay applies: not to biases and gains of normalisations
 * @param depth 0 for what belongs to the embeddings, {@code l} for the layer {@code l} from 1, and
 *     one more than the layers for the head
 */
public record Parameter(
    String name, List<String> tensors, List<Integer> shape, boolean decays, int depth) {
  public Parameter {
    tensors = List.copyOf(tensors);
    shape = List.copyOf(shape);
  }

  /** One that is a tensor of the same name. */
  public static Parameter of(String name, List<Integer> shape, boolean decays, int depth) {
    return new Parameter(name, List.of(name), shape, decays, depth);
  }

  /** The name of a module's weight. */
  public static String weight(String module) {
    return module + ".weight";
  }

  /** The name of a module's bias. */
  public static String bias(String module) {
    return module + ".bias";
  }

  long[] dimensions() {
    return shape.stream().mapToLong(size -> size).toArray();
  }

  public int length() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** Shape of each stacked tensor. */
  public long[] tensorShape() {
    long[] part = dimensions();
    part[0] /= tensors.size();
    return part;
  }
}
