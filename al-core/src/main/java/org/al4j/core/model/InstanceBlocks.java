package org.al4j.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.al4j.core.data.Instance;

/** Splits instances into the blocks in which a model looks at them. */
public final class InstanceBlocks {
  private InstanceBlocks() {}

  /**
   * Hands the instances on block by block, in order, while they are read.
   *
   * @param size how many instances a block has; the last may have fewer
   * @param sink told each block, a list of its own, and the position of its first instance
   */
  public static void forEach(Iterable<Instance> xs, int size, ObjIntConsumer<List<Instance>> sink) {
    List<Instance> block = new ArrayList<>(size);
    int first = 0;
    for (Instance x : xs) {
      block.add(x);
      if (block.size() == size) {
        sink.accept(List.copyOf(block), first);
        first += size;
        block.clear();
      }
    }
    if (!block.isEmpty()) {
      sink.accept(List.copyOf(block), first);
    }
  }
}
