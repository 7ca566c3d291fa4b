package org.al4j.core.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of lines that belongs to one process at a time. A line counts once {@link
 * #append} returned: it was forced to the disk. What a crash left behind the last line break never
 * counted and is cut off on opening.
 */
final class Journal implements AutoCloseable {
  /**
   * Writes bytes at the end of the file; a seam for the test that halts the machine in the middle
   * of a line.
   */
  @FunctionalInterface
  interface Writer {
    void write(FileChannel file, ByteBuffer bytes) throws IOException;
  }

  /**
   * Lock files held by this process. Needed although the operating system knows them: POSIX drops a
   * process's lock when the process closes any handle on the file, so a second opener here must be
   * turned away before it opens it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Path lockPath;
  private final FileChannel file;
  private final FileChannel lockFile;
  private final Writer writer;
  private final List<String> lines;

  private Journal(
      Path lockPath,
      Path path,
      FileChannel file,
      FileChannel lockFile,
      Writer writer,
      List<String> lines) {
    this.lockPath = lockPath;
    this.path = path;
    this.file = file;
    this.lockFile = lockFile;
    this.writer = writer;
    this.lines = lines;
  }

  static Journal open(Path dir, String name, Writer writer) {
    try {
      Path real = Files.createDirectories(dir).toRealPath();
      Path lockPath = real.resolve(name + ".lock");
      FileChannel lock = lock(dir, lockPath);
      try {
        return open(real.resolve(name + ".jsonl"), lockPath, lock, writer);
      } catch (IOException | RuntimeException e) {
        release(lockPath, lock);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot open the run's log in " + dir + ": " + e.getMessage(), e);
    }
  }

  private static Journal open(Path path, Path lockPath, FileChannel lock, Writer writer)
      throws IOException {
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    byte[] bytes = Files.readAllBytes(path);
    int end = endOfLastLine(bytes);
    file.truncate(end);
    file.position(end);
    return new Journal(lockPath, path, file, lock, writer, lines(bytes, end));
  }

  static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /** The complete lines that were there when the journal was opened. */
  List<String> lines() {
    return lines;
  }

  Path path() {
    return path;
  }

  /** Appends the lines in one write and returns when they are on the disk. */
  void append(List<String> added) {
    StringBuilder text = new StringBuilder();
    added.forEach(line -> text.append(line).append('\n'));
    try {
      long end = file.position();
      try {
        writer.write(file, ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
        file.force(true);
      } catch (IOException e) {
        file.truncate(end); // a full disk must not leave half a line in front of later ones
        file.position(end);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the run's log " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // everything that counts was forced to the disk before
    } finally {
      release(lockPath, lockFile);
    }
  }

  private static FileChannel lock(Path dir, Path path) throws IOException {
    if (!HELD.add(path)) {
      throw inUse(dir, "this process");
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw inUse(dir, "process " + Files.readString(path).strip());
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)),
          0);
      return channel;
    } catch (IOException | RuntimeException e) {
      release(path, channel);
      throw e;
    }
  }

  private static InvalidInputException inUse(Path dir, String owner) {
    return new InvalidInputException(
        "run "
            + dir
            + " is in use by "
            + owner
            + "; one process owns a run: wait for it or stop it");
  }

  private static void release(Path lockPath, @Nullable FileChannel lock) {
    try {
      if (lock != null) {
        lock.close(); // which releases the lock
      }
    } catch (IOException e) {
      // the lock goes with the process at the latest
    } finally {
      HELD.remove(lockPath);
    }
  }

  private static int endOfLastLine(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static List<String> lines(byte[] bytes, int end) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < end; i++) {
      if (bytes[i] == '\n') {
        lines.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return lines;
  }
}
