package org.al4j.models.embedding;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.IoReason;
import org.jspecify.annotations.Nullable;

/**
 * The files of a store, the own one and those of other processes and earlier ones, and an index
 * over all of them. Safe for use by several threads.
 */
final class VectorFolder implements AutoCloseable {
  /** Bits of a place within a file; the number of the file is above them. */
  private static final int PLACE_BITS = 44;

  private final Path folder;
  private final StoreLayout layout;
  private final List<VectorFile> files = new ArrayList<>();
  private final Set<Path> known = new HashSet<>();
  private final KeyIndex index = new KeyIndex();
  private @Nullable VectorWriter writer;

  VectorFolder(Path folder, StoreLayout layout) {
    this.folder = folder;
    this.layout = layout;
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InvalidInputException(
          folder + " is a file; embeddings are kept in a folder: name another, or move the file");
    }
    refresh();
  }

  /** Finds what was stored since, by whatever process. */
  synchronized void refresh() {
    try {
      for (Path path : VectorWriter.files(folder)) {
        if (known.add(path)) {
          files.add(new VectorFile(path, layout));
        }
      }
      for (int i = 0; i < files.size(); i++) {
        scan(i);
      }
    } catch (IOException e) {
      throw failed("read", folder, e);
    }
  }

  private void scan(int number) throws IOException {
    long first = (long) number << PLACE_BITS;
    files.get(number).scan((key, place) -> index.put(key, first + place));
  }

  /** How many texts have a vector. */
  synchronized int size() {
    return index.size();
  }

  /** Whether there is a vector for a key, or was before it was damaged. */
  synchronized boolean has(TextKey key) {
    return index.get(key) != KeyIndex.NOWHERE;
  }

  /** The vector of a key; null if there is none, or it is not as it was written. */
  float @Nullable [] get(TextKey key) {
    long at;
    VectorFile file;
    synchronized (this) {
      at = index.get(key);
      if (at == KeyIndex.NOWHERE) {
        return null;
      }
      file = files.get((int) (at >>> PLACE_BITS));
    }
    try {
      byte[] record = file.record(at & ((1L << PLACE_BITS) - 1));
      return StoreLayout.isWhole(key, record) ? layout.vector(record) : null;
    } catch (IOException e) {
      throw failed("read", file.path(), e);
    }
  }

  /** Makes sure that vectors can be written, before they are computed. */
  synchronized void prepare(Map<String, String> settings) {
    if (writer != null) {
      return;
    }
    try {
      Files.createDirectories(folder);
      describe(settings);
      writer = VectorWriter.create(folder, layout);
      known.add(writer.path());
      files.add(new VectorFile(writer.path(), layout));
    } catch (IOException e) {
      throw failed("write into", folder, e);
    }
  }

  /** For whoever looks what a folder is for. */
  private void describe(Map<String, String> settings) throws IOException {
    Path file = folder.resolve("settings.txt");
    if (Files.notExists(file)) {
      StringBuilder lines = new StringBuilder("Embeddings, which can be made again, of\n");
      new TreeMap<>(settings)
          .forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
      AtomicFile.write(file, lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Keeps vectors for good. {@link #prepare} comes before. */
  synchronized void add(List<TextKey> keys, List<byte[]> records) {
    VectorWriter own = writer;
    if (own == null) {
      throw new IllegalStateException("the store is closed");
    }
    try {
      own.append(keys, records);
      for (int i = 0; i < files.size(); i++) {
        if (files.get(i).path().equals(own.path())) {
          scan(i);
        }
      }
    } catch (IOException e) {
      throw failed("write", own.path(), e);
    }
  }

  private static InvalidInputException failed(String what, Path path, IOException e) {
    return new InvalidInputException(
        "cannot "
            + what
            + " "
            + path
            + ": "
            + IoReason.of(e)
            + "; it must be a folder with room that can be read and written: name another one, or"
            + " set AL4J_CACHE",
        e);
  }

  @Override
  public synchronized void close() {
    VectorWriter own = writer;
    writer = null;
    if (own == null) {
      return;
    }
    try {
      own.close();
    } catch (IOException e) {
      throw failed("close", own.path(), e);
    }
  }
}
