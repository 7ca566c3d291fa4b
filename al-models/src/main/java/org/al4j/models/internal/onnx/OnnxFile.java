package org.al4j.models.internal.onnx;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.Channels;
import org.al4j.models.internal.Extent;
import org.al4j.models.internal.FileInput;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.tensor.TensorSource;

/**
 * The weights of a model that PyTorch exported to ONNX, under the names they have in PyTorch; see
 * {@link OnnxNames}. Values may be in other files, which must lie in the same folder.
 */
public final class OnnxFile implements TensorSource {
  private final Path file;
  private final FileChannel channel;
  private final SortedMap<String, OnnxNames.Weight> weights;
  private final SortedMap<String, FileChannel> others = new TreeMap<>();

  private OnnxFile(Path file, FileChannel channel, SortedMap<String, OnnxNames.Weight> weights) {
    this.file = file;
    this.channel = channel;
    this.weights = weights;
  }

  /**
   * Opens a file, and those that it keeps values in.
   *
   * @throws org.al4j.core.InvalidInputException naming the file, when one is missing or damaged
   */
  public static OnnxFile open(Path file) {
    return Channels.open(
        file,
        channel -> {
          OnnxGraph graph = OnnxGraph.read(FileInput.of(file, channel));
          OnnxFile onnx = new OnnxFile(file, channel, OnnxNames.of(graph));
          boolean opened = false;
          try {
            for (OnnxTensor tensor : graph.initializers().values()) {
              onnx.openExternal(tensor);
            }
            opened = true;
            return onnx;
          } finally {
            if (!opened) {
              onnx.close();
            }
          }
        });
  }

  private void openExternal(OnnxTensor tensor) throws IOException {
    if (tensor.isExternal()) {
      String location = location(tensor);
      FileChannel values = others.get(location);
      if (values == null) {
        values = Channels.openAny(beside(tensor.name(), location), other -> other);
        others.put(location, values);
      }
      long offset = externalOffset(tensor);
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

  private long externalOffset(OnnxTensor tensor) {
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

  @Override
  public Path file() {
    return file;
  }

  @Override
  public List<Path> files() {
    List<Path> files = new ArrayList<>(List.of(file));
    others.keySet().forEach(name -> files.add(file.resolveSibling(name)));
    return List.copyOf(files);
  }

  @Override
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(weights.keySet()));
  }

  @Override
  public long[] shape(String name) {
    OnnxNames.Weight weight = weight(name);
    long[] shape = weight.tensor().shape();
    return weight.transposed() ? new long[] {shape[1], shape[0]} : shape.clone();
  }

  @Override
  public Tensor tensor(String name) {
    OnnxNames.Weight weight = weight(name);
    float[] stored = floats(name, weight.tensor());
    return new Tensor(shape(name), weight.transposed() ? transposed(stored, shape(name)) : stored);
  }

  private float[] floats(String name, OnnxTensor tensor) {
    boolean external = tensor.isExternal();
    long elements = tensor.bytes() / tensor.dtype().bytes();
    long declared = 1;
    for (long extent : tensor.shape()) {
      declared *= extent; // checked against overflow when it was read
    }
    if (elements != declared) {
      throw BadFile.of(file, "tensor %s has its values in a form that is not read", name);
    }
    return new Extent(
            file,
            external ? Objects.requireNonNull(others.get(location(tensor)), name) : channel,
            tensor.dtype(),
            external ? externalOffset(tensor) : tensor.offset(),
            elements)
        .floats(name);
  }

  /** {@code [in, out]} as {@code [out, in]}. */
  private static float[] transposed(float[] stored, long[] shape) {
    int out = (int) shape[0];
    int in = (int) shape[1];
    float[] values = new float[stored.length];
    for (int i = 0; i < in; i++) {
      for (int o = 0; o < out; o++) {
        values[o * in + i] = stored[i * out + o];
      }
    }
    return values;
  }

  @Override
  public void close() {
    Channels.close(channel);
    others.values().forEach(Channels::close);
  }

  private OnnxNames.Weight weight(String name) {
    OnnxNames.Weight weight = weights.get(name);
    if (weight == null) {
      throw BadFile.of(file, "no tensor %s among its %d", name, weights.size());
    }
    return weight;
  }
}
