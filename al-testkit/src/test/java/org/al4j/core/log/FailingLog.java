package org.al4j.core.log;

import java.io.IOException;
import java.nio.file.Path;

/** Opens a run's log on a disk that fails after a number of writes, and from then on. */
public final class FailingLog {
  private FailingLog() {}

  public static RunLog open(Path dir, Provenance provenance, int writes) {
    int[] left = {writes};
    return RunLog.open(
        dir,
        provenance,
        (file, bytes) -> {
          if (left[0]-- <= 0) {
            throw new IOException("the disk failed");
          }
          Journal.writeFully(file, bytes);
        });
  }
}
