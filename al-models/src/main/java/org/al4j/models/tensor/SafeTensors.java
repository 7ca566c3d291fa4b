package org.al4j.models.tensor;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.Channels;
import org.al4j.models.internal.Dtype;
import org.al4j.models.internal.Extent;

/**
 * A safetensors file. Tensors are mapped into memory one at a time, when asked for, and copied to
 * the heap: nothing that is handed out refers to the file. Safe for use by several threads.
 *
 * <p>Source: the format description of the safetensors project; little endian throughout.
 */
public final class SafeTensors implements TensorSource {
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
    return Channels.open(
        file, channel -> new SafeTensors(file, channel, SafeTensorsHeader.read(file, channel)));
  }

  /** The file. */
  @Override
  public Path file() {
    return file;
  }

  /** The file alone. */
  @Override
  public List<Path> files() {
    return List.of(file);
  }

  /** The names of the tensors. */
  @Override
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(header.entries().keySet()));
  }

  /** The free text pairs in the header. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** The extents of a tensor; empty for a scalar. */
  @Override
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
    long elements = entry.bytes() / entry.dtype().bytes();
    return new Extent(file, channel, entry.dtype(), entry.offset(), elements).floats(name);
  }

  /** A tensor of floats with its shape; see {@link #floats}. */
  @Override
  public Tensor tensor(String name) {
    return new Tensor(shape(name), floats(name));
  }

  /** Closes the file. Arrays handed out stay valid. */
  @Override
  public void close() {
    Channels.close(channel);
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
      throw BadFile.of(file, "no tensor %s among its %d", name, header.entries().size());
    }
    return entry;
  }
}
