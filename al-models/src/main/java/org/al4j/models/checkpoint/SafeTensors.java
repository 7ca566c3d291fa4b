package org.al4j.models.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A safetensors file. Tensors are mapped into memory one at a time, when asked for, and copied to
 * the heap: nothing that is handed out refers to the file. Safe for use by several threads.
 *
 * <p>Source: the format description of the safetensors project; little endian throughout.
 */
public final class SafeTensors implements AutoCloseable {
  /** Bytes mapped at once; a multiple of every element size. A mapping is limited to 2 GB. */
  private static final int WINDOW = 1 << 28;

  private final Path file;
  private final FileChannel channel;
  private final SafeTensorsHeader header;

  private SafeTensors(Path file, FileChannel channel, SafeTensorsHeader header) {
    this.file = file;
    this.channel = channel;
    this.header = header;
  }

  /**
   * Opens a file and checks its header as a whole.
   *
   * @throws InvalidInputException naming the file, when it is missing, truncated or malformed
   */
  public static SafeTensors open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": no such file");
    }
    FileChannel channel = null;
    boolean opened = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      SafeTensors result = new SafeTensors(file, channel, SafeTensorsHeader.read(file, channel));
      opened = true;
      return result;
    } catch (IOException e) {
      throw unreadable(file, e);
    } finally {
      if (!opened) {
        closeQuietly(channel);
      }
    }
  }

  /** The names of the tensors. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(header.entries().keySet()));
  }

  /** The free text pairs in the header. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** The extents of a tensor; empty for a scalar. */
  public long[] shape(String name) {
    return entry(name).shape().clone();
  }

  /** The element type of a tensor, as the format spells it: {@code F32}, {@code BF16}, ... */
  public String dtype(String name) {
    return entry(name).dtype().name();
  }

  /**
   * The values of a tensor of F32, F16, BF16 or F64 (rounded to nearest), row-major.
   *
   * @throws InvalidInputException when there is no such tensor, or it is no tensor of floats
   */
  public float[] floats(String name) {
    SafeTensorsHeader.Entry entry = entry(name);
    FloatReader reader = reader(name, entry.dtype());
    long size = entry.bytes() / entry.dtype().bytes();
    if (size > Integer.MAX_VALUE - 8) {
      throw SafeTensorsHeader.bad(
          file, "tensor %s has %d elements, more than a Java array can hold", name, size);
    }
    float[] values = new float[(int) size];
    int next = 0;
    try {
      for (long done = 0; done < entry.bytes(); done += WINDOW) {
        int window = (int) Math.min(WINDOW, entry.bytes() - done);
        ByteBuffer bytes =
            channel
                .map(FileChannel.MapMode.READ_ONLY, entry.offset() + done, window)
                .order(ByteOrder.LITTLE_ENDIAN);
        int count = window / entry.dtype().bytes();
        reader.read(bytes, values, next, count);
        next += count;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return values;
  }

  /** A tensor of floats with its shape; see {@link #floats}. */
  public Tensor tensor(String name) {
    return new Tensor(shape(name), floats(name));
  }

  /** Closes the file. Arrays handed out stay valid. */
  @Override
  public void close() {
    closeQuietly(channel);
  }

  /**
   * Writes float32 tensors, in the order of their names; the same input gives the same bytes. The
   * file appears as a whole or not at all: it is written beside, forced to the disk, and renamed.
   */
  public static void write(
      Path file, SortedMap<String, Tensor> tensors, Map<String, String> metadata) {
    SafeTensorsWriter.write(file, tensors, metadata, Dtype.F32);
  }

  /**
   * As {@link #write}, rounded to half precision (F16, to nearest even).
   *
   * @throws IllegalArgumentException when a finite value lies beyond 65504 in magnitude
   */
  public static void writeHalf(
      Path file, SortedMap<String, Tensor> tensors, Map<String, String> metadata) {
    SafeTensorsWriter.write(file, tensors, metadata, Dtype.F16);
  }

  private SafeTensorsHeader.Entry entry(String name) {
    SafeTensorsHeader.Entry entry = header.entries().get(name);
    if (entry == null) {
      throw SafeTensorsHeader.bad(file, "no tensor %s among its %d", name, header.entries().size());
    }
    return entry;
  }

  private interface FloatReader {
    void read(ByteBuffer from, float[] to, int at, int count);
  }

  private FloatReader reader(String name, Dtype dtype) {
    return switch (dtype) {
      case F32 -> (from, to, at, count) -> from.asFloatBuffer().get(to, at, count);
      case F16 ->
          (from, to, at, count) -> {
            for (int i = 0; i < count; i++) {
              to[at + i] = HalfFloat.toFloat(from.getShort());
            }
          };
      case BF16 ->
          (from, to, at, count) -> {
            for (int i = 0; i < count; i++) {
              to[at + i] = Float.intBitsToFloat(from.getShort() << 16);
            }
          };
      case F64 ->
          (from, to, at, count) -> {
            for (int i = 0; i < count; i++) {
              to[at + i] = (float) from.getDouble();
            }
          };
      default ->
          throw SafeTensorsHeader.bad(
              file, "tensor %s is %s; weights must be F32, F16, BF16 or F64", name, dtype);
    };
  }

  private static InvalidInputException unreadable(Path file, IOException e) {
    return new InvalidInputException(
        file + ": cannot be read: " + SafeTensorsHeader.oneLine(String.valueOf(e.getMessage())), e);
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
