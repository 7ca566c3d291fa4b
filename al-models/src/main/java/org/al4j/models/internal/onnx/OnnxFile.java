package org.al4j.models.internal.onnx;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.Channels;
import org.al4j.models.internal.Extent;
import org.al4j.models.internal.FileInput;
import org.al4j.models.internal.InputFile;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.tensor.TensorSource;

/**
 * The weights of a model that PyTorch exported to ONNX, under the names they have in PyTorch; see
 * {@link OnnxNames}. Values may be in other files, which must lie in the same folder. Weights that
 * ONNX Runtime's quantiser made integers of 8 bits come as the floats that they stand for.
 */
public final class OnnxFile implements TensorSource {
  private final Path file;
  private final FileChannel channel;
  private final SortedMap<String, OnnxNames.Weight> weights;
  private final ExternalValues others;

  private OnnxFile(Path file, FileChannel channel, SortedMap<String, OnnxNames.Weight> weights) {
    this.file = file;
    this.channel = channel;
    this.weights = weights;
    this.others = new ExternalValues(file);
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
              onnx.others.open(tensor);
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

  @Override
  public Path file() {
    return file;
  }

  @Override
  public List<Path> files() {
    List<Path> files = new ArrayList<>(List.of(file));
    others.names().forEach(name -> files.add(file.resolveSibling(name)));
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
    Scaling scaling = weight.scaling();
    float[] stored =
        scaling == null
            ? extent(name, weight.tensor()).floats(name)
            : dequantised(name, weight.tensor(), scaling);
    return new Tensor(shape(name), weight.transposed() ? transposed(stored, shape(name)) : stored);
  }

  private float[] dequantised(String name, OnnxTensor tensor, Scaling scaling) {
    float[] scales = extent(name, scaling.scale()).floats(scaling.scale().name());
    OnnxTensor zero = scaling.zero();
    byte[] zeros = zero == null ? new byte[scales.length] : bytes(name, zero);
    String wrong = scaling.wrong(tensor, scales.length, zeros.length);
    if (!wrong.isEmpty()) {
      throw BadFile.of(file, "tensor %s %s", name, wrong);
    }
    byte[] integers = bytes(name, tensor);
    return InputFile.withinMemory(file, () -> scaling.floats(tensor, integers, scales, zeros));
  }

  private byte[] bytes(String name, OnnxTensor tensor) {
    return tensor.integers().length > 0 ? tensor.integers() : extent(name, tensor).bytes(name);
  }

  private Extent extent(String name, OnnxTensor tensor) {
    boolean external = tensor.isExternal();
    long elements = tensor.bytes() / tensor.dtype().bytes();
    if (elements != tensor.elements()) {
      throw BadFile.of(file, "tensor %s has its values in a form that is not read", name);
    }
    return new Extent(
        file,
        external ? others.channel(tensor) : channel,
        tensor.dtype(),
        external ? others.offset(tensor) : tensor.offset(),
        elements);
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
    others.close();
  }

  private OnnxNames.Weight weight(String name) {
    OnnxNames.Weight weight = weights.get(name);
    if (weight == null) {
      throw BadFile.of(file, "no tensor %s among its %d", name, weights.size());
    }
    return weight;
  }
}
