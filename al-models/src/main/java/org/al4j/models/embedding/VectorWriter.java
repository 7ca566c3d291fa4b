package org.al4j.models.embedding;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Appends to a file of a store, its own: no other process and no other store does, so that nothing
 * is to be locked and what a killed one left half-written stays the end of its file.
 */
final class VectorWriter implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("(\\d{1,9})\\.vectors");

  private final Path path;
  private final StoreLayout layout;
  private final RandomAccessFile file;
  private long end = StoreLayout.HEADER;

  private VectorWriter(Path path, StoreLayout layout, RandomAccessFile file) {
    this.path = path;
    this.layout = layout;
    this.file = file;
  }

  /** The files of a folder, by their numbers; none if there is no such folder. */
  static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> number(file) > 0 && Files.isRegularFile(file))
          .sorted((one, other) -> Integer.compare(number(one), number(other)))
          .toList();
    }
  }

  private static int number(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Integer.parseInt(name.group(1)) : 0;
  }

  /** Makes the next file of a folder. */
  static VectorWriter create(Path folder, StoreLayout layout) throws IOException {
    List<Path> there = files(folder);
    int number = there.isEmpty() ? 1 : number(there.get(there.size() - 1)) + 1;
    while (true) {
      Path path = folder.resolve(String.format(Locale.ROOT, "%04d.vectors", number));
      try {
        Files.createFile(path); // which another process may have made meanwhile
      } catch (FileAlreadyExistsException e) {
        number++;
        continue;
      }
      return open(path, layout);
    }
  }

  private static VectorWriter open(Path path, StoreLayout layout) throws IOException {
    @Nullable RandomAccessFile file = null;
    try {
      file = new RandomAccessFile(path.toFile(), "rw");
      file.write(layout.header());
      return new VectorWriter(path, layout, file);
    } catch (IOException e) {
      if (file != null) {
        file.close();
      }
      Files.deleteIfExists(path);
      throw e;
    }
  }

  Path path() {
    return path;
  }

  /**
   * Appends a block and forces it to the disk. If it cannot be written, the next block takes its
   * place.
   *
   * @param records one for each key
   */
  void append(List<TextKey> keys, List<byte[]> records) throws IOException {
    byte[] all = new byte[(int) layout.block(keys.size())];
    ByteBuffer block = StoreLayout.of(all);
    block.position(StoreLayout.BLOCK_HEADER);
    keys.forEach(key -> key.write(block));
    records.forEach(block::put);
    byte[] head = new byte[keys.size() * TextKey.BYTES];
    block.get(StoreLayout.BLOCK_HEADER, head);
    file.seek(end + StoreLayout.BLOCK_HEADER);
    file.write(all, StoreLayout.BLOCK_HEADER, all.length - StoreLayout.BLOCK_HEADER);
    file.seek(end);
    file.write(layout.blockHeader(keys.size(), end, head));
    end += all.length;
    file.getFD().sync();
  }

  /** Removes the file if nothing was appended. */
  @Override
  public void close() throws IOException {
    file.close();
    if (end == StoreLayout.HEADER) {
      Files.deleteIfExists(path);
    }
  }
}
