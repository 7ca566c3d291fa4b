package org.al4j.bench.fuzz;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How far a reader's mutations are and what came of them, in a mapped file: what was written is
 * there for another process, also when this one is aborted in the middle of a call.
 */
final class FuzzCounts {
  private static final int OUTCOMES = FuzzVerdict.Outcome.values().length;
  private final MappedByteBuffer bytes;

  FuzzCounts(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, (1L + OUTCOMES) * Long.BYTES);
    }
  }

  /** The mutation that is read now, or was last. */
  long current() {
    return bytes.getLong(0);
  }

  void begin(long number) {
    bytes.putLong(0, number);
  }

  long count(FuzzVerdict.Outcome outcome) {
    return bytes.getLong(place(outcome));
  }

  void add(FuzzVerdict.Outcome outcome) {
    bytes.putLong(place(outcome), count(outcome) + 1);
  }

  private static int place(FuzzVerdict.Outcome outcome) {
    return (1 + outcome.ordinal()) * Long.BYTES;
  }
}
