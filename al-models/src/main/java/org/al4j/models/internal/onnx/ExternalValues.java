package org.al4j.models.internal.onnx;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.Channels;

/** The files beside an ONNX file that tensors of it have their values in. */
final class ExternalValues implements AutoCloseable {
  private final Path file;
  private final SortedMap<String, FileChannel> channels = new TreeMap<>();

  /** Of a file; none is open yet. */
  ExternalValues(Path file) {
    this.file = file;
  }

  /** Opens the file that a tensor has its values in, if that is another one. */
  void open(OnnxTensor tensor) throws IOException {
    if (tensor.isExternal()) {
      String location = location(tensor);
      FileChannel values = channels.get(location);
      if (values == null) {
        values = Channels.openAny(beside(tensor.name(), location), other -> other);
        channels.put(location, values);
      }
      long offset = offset(tensor);
      long size = values.size();
      if (offset < 0 || tensor.bytes() > size || offset > size - tensor.bytes()) {
        throw BadFile.of(
            file,
            "tensor %s takes %d bytes from byte %d of %s, which has %d",
            tensor.name(),
            tensor.bytes(),
            offset,
            location,
            size);
      }
    }
  }

  /** The file of that name, which must not lead out of the folder. */
  private Path beside(String name, String location) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent(), "folder");
    try {
      Path other = folder.resolve(location).normalize();
      if (!Path.of(location).isAbsolute() && other.startsWith(folder) && !other.equals(folder)) {
        return other;
      }
    } catch (InvalidPathException e) {
      // refused below like any other name that is none of a file in the folder
    }
    throw BadFile.of(
        file,
        "tensor %s is in the file '%s'; only files in the same folder are read",
        name,
        location);
  }

  private static String location(OnnxTensor tensor) {
    return Objects.requireNonNull(tensor.external().get("location"), tensor.name());
  }

  /** Where a tensor begins in its file. */
  long offset(OnnxTensor tensor) {
    try {
      long length = number(tensor, "length", tensor.bytes());
      if (length != tensor.bytes()) {
        throw BadFile.of(
            file, "tensor %s takes %d bytes, it has %d", tensor.name(), tensor.bytes(), length);
      }
      return number(tensor, "offset", 0);
    } catch (NumberFormatException e) {
      throw BadFile.of(file, "tensor %s: no number: %s", tensor.name(), tensor.external());
    }
  }

  private static long number(OnnxTensor tensor, String key, long absent) {
    String value = tensor.external().get(key);
    return value == null ? absent : Long.parseLong(value);
  }

  /** The open file of a tensor. */
  FileChannel channel(OnnxTensor tensor) {
    return Objects.requireNonNull(channels.get(location(tensor)), tensor.name());
  }

  /** The names of the files that are open. */
  Set<String> names() {
    return channels.keySet();
  }

  @Override
  public void close() {
    channels.values().forEach(Channels::close);
  }
}
