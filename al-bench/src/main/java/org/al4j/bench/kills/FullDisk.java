package org.al4j.bench.kills;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes writes fail half way. Without rights: the largest file that a process may write is set a
 * few bytes above the log's length, by prlimit while it runs, or by the shell's ulimit before it
 * starts and for its whole life. With a small disk of its own: the rest of it is filled.
 */
final class FullDisk {
  /** How it is done here. */
  enum Way {
    PRLIMIT,
    ULIMIT,
    NONE
  }

  private static final int SHELL_UNIT = 1024;
  private static final int BLOCK = 4096;

  private FullDisk() {}

  static Way way() {
    if (run("prlimit", "--version") == 0) {
      return Way.PRLIMIT;
    }
    return run("bash", "-c", "ulimit -S -f 100") == 0 ? Way.ULIMIT : Way.NONE;
  }

  /** Starts a program whose files stay below the next kibibyte or the one after it. */
  static List<String> shell(long bytes) {
    long units = bytes / SHELL_UNIT + 1;
    return List.of("bash", "-c", "ulimit -S -f " + units + "; exec \"$@\"", "bash");
  }

  /** Files of a running process stay below {@code bytes}. */
  static boolean limit(long pid, long bytes) {
    return run("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes + ":") == 0;
  }

  static void lift(long pid) {
    run("prlimit", "--pid", Long.toString(pid), "--fsize=unlimited:");
  }

  /** Mounts a small file system; needs root. */
  static boolean mount(Path dir) {
    return run("mount", "-t", "tmpfs", "-o", "size=1m", "al4j-kills", dir.toString()) == 0;
  }

  static void unmount(Path dir) {
    run("umount", dir.toString());
  }

  /** Fills a small file system to the last block. */
  static void fill(Path ballast) {
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // it is full
    }
  }

  private static int run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException e) {
      return -1; // there is no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
