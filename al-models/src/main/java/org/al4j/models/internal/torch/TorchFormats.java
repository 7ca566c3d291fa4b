package org.al4j.models.internal.torch;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.FileInput;
import org.al4j.models.internal.torch.TorchFile.Content;
import org.jspecify.annotations.Nullable;

/** The two layouts around the pickle that {@code torch.save} has used. */
final class TorchFormats {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;
  private static final String PICKLE = "data.pkl";

  private TorchFormats() {}

  /** A zip of {@code data.pkl} and an entry {@code data/KEY} for each storage, in one folder. */
  static Content zip(Path file, FileChannel channel) throws IOException {
    Map<String, ZipDirectory.Entry> entries = ZipDirectory.read(file, channel);
    String folder = folder(file, entries.keySet());
    checkByteOrder(file, channel, entries.get(folder + "byteorder"));
    ZipDirectory.Entry pickle = Objects.requireNonNull(entries.get(folder + PICKLE), PICKLE);
    FileInput in = new FileInput(file, channel, pickle.offset(), pickle.offset() + pickle.size());
    TorchGlobals globals = new TorchGlobals(in);
    Object value = new Unpickler(in, globals).read();
    Map<String, Long> starts = new HashMap<>();
    for (TorchStorage storage : globals.storages().values()) {
      starts.put(storage.key(), start(in, storage, entries.get(folder + "data/" + storage.key())));
    }
    return new Content(value, starts);
  }

  private static String folder(Path file, Set<String> names) {
    List<String> pickles = names.stream().filter(name -> name.endsWith("/" + PICKLE)).toList();
    if (pickles.size() != 1) {
      throw BadFile.of(
          file, "a zip with %d entries %s; torch.save writes one", pickles.size(), PICKLE);
    }
    return pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
  }

  private static long start(FileInput in, TorchStorage storage, ZipDirectory.@Nullable Entry data) {
    if (data == null || data.size() < storage.elements() * storage.dtype().bytes()) {
      throw in.bad(
          "storage %s of %d %s has %s bytes",
          storage.key(),
          storage.elements(),
          storage.dtype(),
          data == null ? "no" : Long.toString(data.size()));
    }
    return data.offset();
  }

  private static void checkByteOrder(
      Path file, FileChannel channel, ZipDirectory.@Nullable Entry entry) {
    if (entry != null) {
      FileInput in = new FileInput(file, channel, entry.offset(), entry.offset() + entry.size());
      String order = in.utf8(Math.min(entry.size(), 20));
      if (!order.equals("little")) {
        throw BadFile.of(file, "its byte order is %s, only little is supported", order);
      }
    }
  }

  /**
   * Five pickles (a magic number, the version, the machine, the value, the keys of the storages),
   * then each storage: the number of elements, and the elements.
   */
  static Content legacy(Path file, FileChannel channel) {
    FileInput in = FileInput.of(file, channel);
    TorchGlobals globals = new TorchGlobals(in);
    Object magic = new Unpickler(in, globals).read();
    if (!MAGIC.equals(magic) || !Long.valueOf(PROTOCOL).equals(new Unpickler(in, globals).read())) {
      throw BadFile.of(file, "a pickle, but none of torch.save");
    }
    Object machine = new Unpickler(in, globals).read();
    if (machine instanceof Map<?, ?> map && Boolean.FALSE.equals(map.get("little_endian"))) {
      throw BadFile.of(file, "its byte order is big, only little is supported");
    }
    Object value = new Unpickler(in, globals).read();
    if (!(new Unpickler(in, globals).read() instanceof List<?> keys)) {
      throw BadFile.of(file, "the keys of its storages are no list");
    }
    return new Content(value, starts(in, globals, keys));
  }

  private static Map<String, Long> starts(FileInput in, TorchGlobals globals, List<?> keys) {
    Map<String, Long> starts = new HashMap<>();
    for (Object key : keys) {
      TorchStorage storage = key instanceof String text ? globals.storages().get(text) : null;
      if (storage == null) {
        throw in.bad("lists a storage that no tensor uses");
      }
      long elements = in.i64();
      if (elements != storage.elements()) {
        throw in.bad(
            "storage %s has %d elements, its tensors say %d",
            storage.key(), elements, storage.elements());
      }
      starts.put(storage.key(), in.position());
      in.skip(elements * storage.dtype().bytes());
    }
    if (!starts.keySet().containsAll(globals.storages().keySet())) {
      throw in.bad("a tensor's storage is not among those listed");
    }
    return starts;
  }
}
