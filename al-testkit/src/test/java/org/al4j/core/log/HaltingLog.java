package org.al4j.core.log;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Opens a run's log that halts the JVM after a number of bytes, in the middle of a line when it
 * falls so.
 */
public final class HaltingLog {
  private HaltingLog() {}

  public static RunLog open(Path dir, Provenance provenance, long haltAfterBytes) {
    long[] left = {haltAfterBytes};
    return RunLog.open(
        dir,
        provenance,
        (file, bytes) -> {
          if (bytes.length <= left[0]) {
            left[0] -= bytes.length;
            Journal.writeFully(file, bytes);
            return;
          }
          Journal.writeFully(file, Arrays.copyOf(bytes, (int) left[0]));
          file.getFD().sync();
          Runtime.getRuntime().halt(HALTED);
        });
  }

  /** The exit code of a halted JVM. */
  public static final int HALTED = 42;
}
