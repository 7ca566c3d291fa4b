package org.al4j.core.log;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.IoReason;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of lines that belongs to one process at a time. A line counts once {@link
 * #append} returned: it was forced to the disk. Before each write the file must be the one that was
 * opened and exactly as long as what was written last, so that whoever else writes to it, replaces
 * it or removes it is noticed before anything is acknowledged. Interrupting a thread that writes
 * neither stops the write nor closes the file.
 */
final class Journal implements AutoCloseable {
  /**
   * Writes bytes at the end of the file; a seam for the test that halts the machine in the middle
   * of a line.
   */
  @FunctionalInterface
  interface Writer {
    void write(FileOutputStream file, byte[] bytes) throws IOException;
  }

  /** Bytes of the longest log: what an array holds. */
  private static final int LONGEST = Integer.MAX_VALUE - 16;

  private final Path path;
  private final RunLock lock;
  private final FileOutputStream file;
  private final Writer writer;
  private final byte[] content;
  private final @Nullable Object key; // null where the file system has none
  private long size;

  /** Whether a write failed whose beginning could not be taken back yet. */
  private boolean torn;

  private Journal(Path path, RunLock lock, FileOutputStream file, Writer writer, byte[] content)
      throws IOException {
    this.path = path;
    this.lock = lock;
    this.file = file;
    this.writer = writer;
    this.content = content;
    this.key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    this.size = content.length;
  }

  static Journal open(Path dir, String name, Writer writer) {
    try {
      Path real = Files.createDirectories(dir).toRealPath();
      RunLock lock = RunLock.take(dir, real.resolve(name + ".lock"));
      try {
        return open(real.resolve(name + ".jsonl"), lock, writer);
      } catch (Throwable e) { // whatever it is, the folder must be free
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot open the run's log in " + dir + ": " + IoReason.of(e), e);
    }
  }

  private static Journal open(Path path, RunLock lock, Writer writer) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new InvalidInputException(
          path + " is not a file; a run's log is one: use another folder");
    }
    if (Files.exists(path) && Files.size(path) > LONGEST) {
      throw new InvalidInputException(
          path + " has " + Files.size(path) + " bytes; a run's log has at most " + LONGEST);
    }
    FileOutputStream file = new FileOutputStream(path.toFile(), true);
    try {
      return new Journal(path, lock, file, writer, Files.readAllBytes(path));
    } catch (Throwable e) {
      file.close();
      throw e;
    }
  }

  static void writeFully(FileOutputStream file, byte[] bytes) throws IOException {
    file.write(bytes);
  }

  /** What was in the file when it was opened. */
  byte[] content() {
    return content;
  }

  Path path() {
    return path;
  }

  /** Takes off what a crash left behind the first {@code length} bytes. */
  synchronized void cutTo(long length) {
    try {
      requireInPlace();
      cut(length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Appends the lines in one write and returns when they are on the disk.
   *
   * @throws InvalidInputException if the file is gone, or somebody else has written to it
   * @throws UncheckedIOException if it cannot be written; nothing of the lines is in it then
   */
  void append(List<String> added) {
    StringBuilder text = new StringBuilder();
    added.forEach(line -> text.append(line).append('\n'));
    appendBytes(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void appendBytes(byte[] bytes) {
    boolean written = false;
    try {
      requireInPlace();
      try {
        torn = true;
        writer.write(file, bytes);
        file.getFD().sync();
        size += bytes.length;
        torn = false;
        written = true;
      } finally {
        if (!written) {
          cut(size); // a full disk must not leave half a line in front of later ones
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Refuses a file that is not as this process left it.
   *
   * @throws InvalidInputException saying what happened to it
   */
  synchronized void requireInPlace() throws IOException {
    BasicFileAttributes now;
    try {
      now = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          path
              + " is gone: it was removed or renamed while the run was open; nothing is recorded"
              + " any more: put it back, or stop and use another folder",
          e);
    }
    if (!Objects.equals(now.fileKey(), key)) {
      throw new InvalidInputException(
          path
              + " was replaced while the run was open; nothing is recorded any more: stop, and see"
              + " which file is the run's");
    }
    if (torn && now.size() > size) {
      cut(size);
    } else if (now.size() != size) {
      throw new InvalidInputException(
          path
              + " holds "
              + now.size()
              + " bytes, and "
              + size
              + " were written here: something else writes to this run; nothing is recorded any"
              + " more: one process owns a run, stop the other and open the run again");
    }
  }

  private void cut(long length) throws IOException {
    // appending handles cannot cut
    try (RandomAccessFile whole = new RandomAccessFile(path.toFile(), "rw")) {
      whole.setLength(length);
    }
    size = length;
    torn = false;
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(
        "cannot write the run's log " + path + ": " + IoReason.of(e), e);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // everything that counts was forced to the disk before
    } finally {
      lock.close();
    }
  }
}
