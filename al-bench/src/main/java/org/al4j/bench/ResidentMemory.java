package org.al4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * The process's resident memory, from {@code /proc}, watched from now on; NaN where there is no
 * such file. Make it when the data are loaded and garbage is collected.
 */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long PAUSE = 5_000_000;
  private final double before;
  private volatile double peak;
  private volatile boolean done;

  ResidentMemory() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    before = now();
    peak = before;
    Thread watch = new Thread(this::watch, "resident-memory");
    watch.setDaemon(true);
    watch.start();
  }

  /** Ends the watch: the most above what it was, in MB. */
  double peakAbove() {
    double last = now();
    done = true;
    return Math.max(peak, last) - before;
  }

  private void watch() {
    while (!done) {
      peak = Math.max(peak, now());
      LockSupport.parkNanos(PAUSE);
    }
  }

  private static double now() {
    return status("VmRSS:");
  }

  /** The most since the process began, in MB. */
  static double mostEver() {
    return status("VmHWM:");
  }

  private static double status(String name) {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
