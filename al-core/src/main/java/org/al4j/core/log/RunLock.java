package org.al4j.core.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Possession of a run by one process: the operating system's lock on {@code run.lock}, and in the
 * file who holds it. Both are needed: POSIX drops a process's lock as soon as the process closes
 * any handle on the file, a backup's for example, so that a lock which can be had proves nothing
 * while the process named in the file is alive.
 */
final class RunLock implements AutoCloseable {
  /** Lock files held by this process: a second opener is turned away before it opens the file. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** The start of a process is read off the system's clock, which may be set meanwhile. */
  private static final Duration CLOCK = Duration.ofSeconds(2);

  /** More bytes than a process's number and start take. */
  private static final int LONGEST = 64;

  private final Path path;
  private final RandomAccessFile file;

  private RunLock(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Takes possession.
   *
   * @param run the folder, for messages
   * @param path the lock file, in a folder given by its real path
   * @throws InvalidInputException if another process, or another opener in this one, has it
   */
  static RunLock take(Path run, Path path) throws IOException {
    if (!HELD.add(path)) {
      throw inUse(run, "this process");
    }
    RandomAccessFile file = null;
    try {
      // not a FileChannel of its own: that is closed for good when its thread is interrupted
      file = new RandomAccessFile(path.toFile(), "rw");
      requireFree(run, file);
      file.setLength(0);
      file.seek(0);
      file.write((own() + "\n").getBytes(StandardCharsets.US_ASCII));
      return new RunLock(path, file);
    } catch (Throwable e) { // whatever it is, the folder must be free
      release(path, file);
      throw e;
    }
  }

  private static void requireFree(Path run, RandomAccessFile file) throws IOException {
    boolean free;
    try {
      free = file.getChannel().tryLock() != null;
    } catch (OverlappingFileLockException e) { // by another class loader of this process
      throw inUse(run, "this process");
    }
    // read through this handle: to close another one would drop the lock
    byte[] owner = new byte[(int) Math.min(LONGEST, file.length())];
    file.readFully(owner);
    String[] words = new String(owner, StandardCharsets.US_ASCII).strip().split(" ", 2);
    if (!free || isAlive(words)) {
      throw inUse(run, "process " + words[0]);
    }
  }

  private static String own() {
    ProcessHandle process = ProcessHandle.current();
    return process.pid()
        + process.info().startInstant().map(start -> " " + start.toEpochMilli()).orElse("");
  }

  /** Whether the words name another process that lives: its number and the time of its start. */
  private static boolean isAlive(String[] words) {
    if (words.length < 2) {
      return false; // nobody, or a version that wrote no time: the lock alone decides
    }
    try {
      long pid = Long.parseLong(words[0]);
      Instant start = Instant.ofEpochMilli(Long.parseLong(words[1]));
      Optional<Instant> found =
          pid == ProcessHandle.current().pid()
              ? Optional.empty()
              : ProcessHandle.of(pid)
                  .filter(ProcessHandle::isAlive)
                  .flatMap(process -> process.info().startInstant());
      return found
          .filter(other -> Duration.between(start, other).abs().compareTo(CLOCK) < 0)
          .isPresent();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static InvalidInputException inUse(Path run, String owner) {
    return new InvalidInputException(
        "run "
            + run
            + " is in use by "
            + owner
            + "; one process owns a run: wait for it or stop it");
  }

  /** Gives the run back. */
  @Override
  public void close() {
    try {
      file.setLength(0); // nobody: this process may live on
    } catch (IOException e) {
      // the next owner finds a process that does not hold the lock, and waits for its end
    } finally {
      release(path, file);
    }
  }

  private static void release(Path path, @Nullable RandomAccessFile file) {
    try {
      if (file != null) {
        file.close(); // which releases the lock
      }
    } catch (IOException e) {
      // the lock goes with the process at the latest
    } finally {
      HELD.remove(path);
    }
  }
}
