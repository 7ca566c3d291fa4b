package org.al4j.models.internal.torch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.Channels;
import org.al4j.models.internal.FileInput;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.tensor.TensorSource;

/**
 * A {@code pytorch_model.bin}: what {@code torch.save} made of a {@code state_dict}, in the zip
 * form (from PyTorch 1.6 on) or the older one. The pickle within is read as data by {@link
 * Unpickler}; the numbers are read when a tensor is asked for.
 *
 * <p>A training checkpoint, a dictionary with the {@code state_dict} under that name, will do too.
 */
public final class TorchFile implements TensorSource {
  private static final List<String> NESTED = List.of("state_dict", "model_state_dict", "model");

  /** The pickled value, and where in the file each storage begins. */
  record Content(Object value, Map<String, Long> starts) {}

  private final Path file;
  private final FileChannel channel;
  private final Map<String, Long> starts;
  private final SortedMap<String, TorchTensor> tensors;

  private TorchFile(Path file, FileChannel channel, Content content) {
    this.file = file;
    this.channel = channel;
    this.starts = content.starts();
    this.tensors = tensors(file, content.value());
  }

  /**
   * Opens a file and checks every tensor in it.
   *
   * @throws org.al4j.core.InvalidInputException naming the file, when it is missing, damaged, or
   *     asks for anything but tensors and plain data
   */
  public static TorchFile open(Path file) {
    return Channels.open(file, channel -> new TorchFile(file, channel, content(file, channel)));
  }

  private static Content content(Path file, FileChannel channel) throws IOException {
    FileInput in = FileInput.of(file, channel);
    int first = in.remaining() < 2 ? -1 : in.u16();
    return switch (first) {
      case 0x4b50 -> TorchFormats.zip(file, channel); // "PK"
      case 0x0280 -> TorchFormats.legacy(file, channel); // a pickle of protocol 2
      default ->
          throw BadFile.of(
              file, "neither a zip nor a pickle as torch.save writes them; truncated?");
    };
  }

  private static SortedMap<String, TorchTensor> tensors(Path file, Object value) {
    SortedMap<String, TorchTensor> found = direct(value);
    for (int i = 0; found.isEmpty() && i < NESTED.size(); i++) {
      if (value instanceof Map<?, ?> map && map.get(NESTED.get(i)) instanceof Map<?, ?> nested) {
        found = direct(nested);
      }
    }
    if (found.isEmpty()) {
      throw BadFile.of(file, "no dictionary of tensors; expected what a model's state_dict holds");
    }
    return found;
  }

  private static SortedMap<String, TorchTensor> direct(Object value) {
    SortedMap<String, TorchTensor> found = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, entry) -> {
            if (key instanceof String name && entry instanceof TorchTensor tensor) {
              found.put(name, tensor);
            }
          });
    }
    return found;
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public List<Path> files() {
    return List.of(file);
  }

  @Override
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(tensors.keySet()));
  }

  @Override
  public long[] shape(String name) {
    return view(name).shape().clone();
  }

  @Override
  public Tensor tensor(String name) {
    TorchTensor tensor = view(name);
    String storage = tensor.storage().key();
    long start = Objects.requireNonNull(starts.get(storage), storage);
    return tensor.read(file, channel, start, name);
  }

  @Override
  public void close() {
    Channels.close(channel);
  }

  private TorchTensor view(String name) {
    TorchTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw BadFile.of(file, "no tensor %s among its %d", name, tensors.size());
    }
    return tensor;
  }
}
