package org.al4j.core.log;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;

/**
 * Where one run is kept: the lines of its log, and larger state beside them in blobs. A folder by
 * default; an application can keep runs in its database. What is in the lines, and their checksums,
 * is {@link RunLog}'s business: a store keeps lines as they are, in their order.
 *
 * <p>Two promises carry everything else. A line that {@link Possession#append} returned for is
 * there for good, whatever happens to the process, and so are all lines before it; and nobody adds
 * a line who does not possess the run. {@code RunStoreContract} in al-testkit tests both.
 */
public interface RunStore {
  /** Where the run is, for messages: a folder's path, for example. */
  String name();

  /** What holds the lines, for messages about one of them: a file's path, for example. */
  default String journal() {
    return name();
  }

  /**
   * The lines without taking possession, oldest first, whoever has it; without the piece of a line
   * that a crash may have left behind them.
   *
   * @throws InvalidInputException if there is no run
   * @throws UncheckedIOException if they cannot be read
   */
  List<String> read();

  /**
   * Takes possession, starting an empty run if there is none. A process that is gone possesses
   * nothing any more.
   *
   * @throws InvalidInputException if somebody else has possession, in another process or in this
   *     one; if there are blobs and no lines, so that lines were lost; if what is there is no log
   * @throws UncheckedIOException if the store cannot be read or written
   */
  Possession take();

  /** A run by the one process that may write it. Safe for use by several threads. */
  interface Possession extends AutoCloseable {
    /** The lines when possession was taken, oldest first, without line breaks. */
    List<String> lines();

    /**
     * Removes the piece of a line that a crash may have left. Called once, before the first {@link
     * #append}, when it is certain that this is the right run: until then nothing is changed.
     */
    default void tidy() {}

    /**
     * Adds lines, all or none; they are there for good when this returns.
     *
     * @param lines without line breaks, which JSON never contains
     * @throws InvalidInputException if the run is not as this possession left it: somebody else has
     *     written, taken it over or removed it. Nothing is added then
     * @throws UncheckedIOException if they cannot be written; nothing is added then
     */
    void append(List<String> lines);

    /**
     * Keeps bytes under a name, as a whole or not at all, in the place of what had the name before;
     * they are there for good when this returns.
     *
     * @param name of letters, digits and hyphens, at most 100
     * @throws InvalidInputException as for {@link #append}
     * @throws UncheckedIOException if they cannot be written
     */
    void saveBlob(String name, byte[] bytes);

    /**
     * The bytes kept under a name; empty if there are none, or if it is no name of a blob.
     *
     * @throws UncheckedIOException if they cannot be read
     */
    Optional<byte[]> blob(String name);

    /**
     * A folder of the run's own for files that are too large for a blob, made if it is not there.
     * What is in it may be lost: it must be possible to make it again.
     *
     * @param name of the folder
     * @return empty if the store keeps no files
     * @throws InvalidInputException as for {@link #append}
     * @throws UncheckedIOException if it cannot be made
     */
    default Optional<Path> folder(String name) {
      return Optional.empty();
    }

    /** Gives the run back. Safe to call twice. */
    @Override
    void close();
  }

  /**
   * A folder: {@code run.jsonl}, {@code run.lock}, and blobs in {@code state/}, as {@code
   * docs/run-log.md} describes.
   */
  static RunStore folder(Path dir) {
    return new FolderStore(dir, Journal::writeFully);
  }

  /**
   * Memory, for tests and for runs that end with the process; what it keeps can be resumed as long
   * as the object lives.
   */
  static RunStore inMemory() {
    return new MemoryStore();
  }
}
