package org.al4j.models.internal.engine.plan;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.al4j.models.internal.engine.kernel.Shapes;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One block of native float memory with one owner. Arrays are views at an offset; they die with the
 * block, so whoever closes it drops every plan that was bound to it first.
 */
public final class Region implements AutoCloseable {
  private final INDArray block;
  private final FloatPointer pointer;
  private final long length;

  /** A block of {@code length} floats, uninitialised. */
  public Region(long length) {
    this.length = Math.max(1, length);
    block = Nd4j.createUninitializedDetached(DataType.FLOAT, this.length);
    pointer = new FloatPointer(block.data().pointer());
  }

  public long length() {
    return length;
  }

  /** A c-order array over the block, without a copy. */
  public INDArray array(long offset, long... shape) {
    return Nd4j.create(block.data(), shape, Shapes.strides(shape), offset, 'c');
  }

  /** The same memory for plain Java code. */
  public FloatBuffer buffer(long offset, int count) {
    if (offset + count > length) {
      throw new IllegalArgumentException(
          "range " + Arrays.asList(offset, count) + " outside a region of " + length + " floats");
    }
    return new FloatPointer(pointer).position(offset).limit(offset + count).asBuffer();
  }

  @Override
  public void close() {
    if (!block.wasClosed()) {
      block.close();
    }
  }
}
