package org.al4j.core.log;

import java.nio.ByteBuffer;
import java.nio.file.Path;

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
          if (bytes.remaining() <= left[0]) {
            left[0] -= bytes.remaining();
            Journal.writeFully(file, bytes);
            return;
          }
          ByteBuffer torn = bytes.duplicate();
          torn.limit(torn.position() + (int) left[0]);
          Journal.writeFully(file, torn);
          file.force(true);
          Runtime.getRuntime().halt(HALTED);
        });
  }

  /** The exit code of a halted JVM. */
  public static final int HALTED = 42;
}
