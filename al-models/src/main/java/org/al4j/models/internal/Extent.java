package org.al4j.models.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Consecutive elements in a file, little endian, read when asked for.
 *
 * @param file named in errors
 * @param channel the open file
 * @param dtype the type of the elements
 * @param offset of the first byte from the start of the file
 * @param elements how many; the caller has checked that the file holds them
 */
public record Extent(Path file, FileChannel channel, Dtype dtype, long offset, long elements) {
  /** No tensor of a model has more; a shape could otherwise be as long as the file. */
  public static final int MAX_DIMENSIONS = 32;

  /** Bytes mapped at once; a multiple of every element size. A mapping is limited to 2 GB. */
  private static final int WINDOW = 1 << 28;

  /** Below this, copying costs less than mapping, whose memory waits for the collector. */
  private static final int SMALL = 1 << 16;

  /**
   * The elements as float32, those of F64 rounded to nearest.
   *
   * @param tensor named in errors
   */
  public float[] floats(String tensor) {
    if (!dtype.isReal()) {
      throw BadFile.of(
          file, "tensor %s is %s; weights must be F32, F16, BF16 or F64", tensor, dtype);
    }
    if (elements > Integer.MAX_VALUE - 8) {
      throw BadFile.of(
          file, "tensor %s has %d elements, more than a Java array can hold", tensor, elements);
    }
    float[] values = InputFile.withinMemory(file, () -> new float[(int) elements]);
    long bytes = elements * dtype.bytes();
    int next = 0;
    try {
      for (long done = 0; done < bytes; done += WINDOW) {
        int window = (int) Math.min(WINDOW, bytes - done);
        int count = window / dtype.bytes();
        dtype.read(window(offset + done, window), values, next, count);
        next += count;
      }
    } catch (IOException e) {
      throw BadFile.unreadable(file, e);
    }
    return values;
  }

  /**
   * The bytes as they are.
   *
   * @param tensor named in errors
   */
  public byte[] bytes(String tensor) {
    long length = elements * dtype.bytes();
    if (length > Integer.MAX_VALUE - 8) {
      throw BadFile.of(
          file, "tensor %s has %d bytes, more than a Java array can hold", tensor, length);
    }
    byte[] values = InputFile.withinMemory(file, () -> new byte[(int) length]);
    try {
      for (int done = 0; done < values.length; ) {
        int part = Math.min(WINDOW, values.length - done);
        window(offset + done, part).get(values, done, part);
        done += part;
      }
    } catch (IOException e) {
      throw BadFile.unreadable(file, e);
    }
    return values;
  }

  private ByteBuffer window(long from, int length) throws IOException {
    if (length > SMALL) {
      return channel
          .map(FileChannel.MapMode.READ_ONLY, from, length)
          .order(ByteOrder.LITTLE_ENDIAN);
    }
    return readFully(channel, from, length);
  }

  public static ByteBuffer readFully(FileChannel channel, long from, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return buffer.flip();
  }
}
