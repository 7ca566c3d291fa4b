package org.al4j.bench.kills;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Where a run lies.
 *
 * @param dir holds {@code run} and {@code model}
 * @param errors what its processes print to stderr
 * @param ballast a file that can fill the disk on which {@code dir} lies, if that is a small one
 */
record RunPlace(Path dir, Path errors, Optional<Path> ballast) {
  Path run() {
    return dir.resolve("run");
  }

  Path log() {
    return run().resolve("run.jsonl");
  }

  /**
   * Leaves the log as a failing machine may: what was not acknowledged may be missing, or half
   * there.
   *
   * @param promised how many of its first lines were acknowledged; nothing is cut if none was
   * @return whether something was cut
   */
  boolean cutTail(int promised, SplittableRandom random) throws IOException {
    if (promised == 0) {
      return false;
    }
    byte[] bytes = Files.readAllBytes(log());
    int end = 0;
    for (int line = 0; line < promised && end < bytes.length; end++) {
      line += bytes[end] == '\n' ? 1 : 0;
    }
    if (end == bytes.length) {
      return false;
    }
    try (FileChannel file = FileChannel.open(log(), StandardOpenOption.WRITE)) {
      file.truncate(random.nextInt(end, bytes.length));
    }
    return true;
  }

  /** Deletes a folder with all that it holds, if it exists. */
  static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    List<Path> content;
    try (Stream<Path> walk = Files.walk(folder)) {
      content = walk.sorted(Comparator.reverseOrder()).toList(); // a folder after what it holds
    }
    for (Path path : content) {
      Files.delete(path);
    }
  }
}
