package org.al4j.models.internal.engine.plan;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Arrays that have a shape but no content, for shape inference: views of one block, which is never
 * touched and so costs address space only.
 */
final class Ghosts implements AutoCloseable {
  private final List<Region> blocks = new ArrayList<>();

  INDArray array(Value value) {
    if (value.external() != null) {
      return value.external();
    }
    long length = value.length();
    if (blocks.isEmpty() || blocks.get(blocks.size() - 1).length() < length) {
      blocks.add(new Region(Math.max(length, 1 << 16)));
    }
    return blocks.get(blocks.size() - 1).array(0, value.shape());
  }

  @Override
  public void close() {
    blocks.forEach(Region::close);
  }
}
