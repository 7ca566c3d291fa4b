package org.al4j.models.internal.torch;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.Dtype;
import org.al4j.models.internal.Extent;
import org.al4j.models.tensor.Tensor;

/**
 * A view of a storage: element {@code i, j, ...} is at {@code offset + i * stride[0] + j *
 * stride[1] + ...}, counted in elements.
 */
@SuppressWarnings("ArrayRecordComponent") // stays within the package, which does not write to it
record TorchTensor(TorchStorage storage, long offset, long[] shape, long[] stride) {

  /**
   * Whether every element lies within the storage, and there are no more of them than the storage
   * has: reading it then takes no more memory than the file promises.
   */
  boolean fits() {
    if (offset < 0 || shape.length != stride.length) {
      return false;
    }
    try {
      long count = 1;
      long last = offset;
      for (int i = 0; i < shape.length; i++) {
        if (shape[i] < 0 || stride[i] < 0) {
          return false;
        }
        count = Math.multiplyExact(count, shape[i]);
        last = Math.addExact(last, Math.multiplyExact(Math.max(shape[i] - 1, 0), stride[i]));
      }
      return count == 0 || (count <= storage.elements() && last < storage.elements());
    } catch (ArithmeticException e) {
      return false;
    }
  }

  /** Reads it, where the storage's first element is at byte {@code start} of the file. */
  Tensor read(Path file, FileChannel channel, long start, String name) {
    long[] wanted = rowMajor();
    int count = count(file, name);
    long span = 1;
    for (int i = 0; i < shape.length; i++) {
      span += Math.max(shape[i] - 1, 0) * stride[i];
    }
    boolean contiguous = Arrays.equals(stride, wanted) || span == 1;
    Dtype dtype = storage.dtype();
    long from = start + offset * dtype.bytes();
    float[] stored =
        new Extent(file, channel, dtype, from, count == 0 ? 0 : contiguous ? count : span)
            .floats(name);
    return new Tensor(shape, contiguous || count == 0 ? stored : gathered(stored, count));
  }

  private int count(Path file, String name) {
    long count = 1;
    for (long extent : shape) {
      count *= extent; // checked against overflow when it was read
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw BadFile.of(
          file, "tensor %s has %d elements, more than a Java array can hold", name, count);
    }
    return (int) count;
  }

  private long[] rowMajor() {
    long[] wanted = new long[shape.length];
    long step = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      // The stride along an axis of one element has no meaning.
      wanted[i] = shape[i] == 1 ? stride[i] : step;
      step *= shape[i];
    }
    return wanted;
  }

  private float[] gathered(float[] stored, int count) {
    float[] values = new float[count];
    int[] index = new int[shape.length];
    long at = 0;
    for (int i = 0; i < count; i++) {
      values[i] = stored[(int) at];
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        at += stride[axis];
        if (++index[axis] < shape[axis]) {
          break;
        }
        at -= shape[axis] * stride[axis];
        index[axis] = 0;
      }
    }
    return values;
  }
}
