package org.al4j.jdbc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The process that possesses a run, as its row names it: number, start in milliseconds since 1970,
 * and host.
 */
record Owner(long pid, long start, String host) {
  /** The start of a process is read off the system's clock, which may be set meanwhile. */
  private static final Duration CLOCK = Duration.ofSeconds(2);

  /** This process. */
  static Owner self() {
    ProcessHandle process = ProcessHandle.current();
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return new Owner(process.pid(), start, hostName());
  }

  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.length() <= 200 ? name : name.substring(0, 200);
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Reads what {@link #toString} gave; null if it is nothing of the kind. */
  static @Nullable Owner parse(String text) {
    String[] words = text.split(" ", 3);
    try {
      return new Owner(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return null;
    }
  }

  /** Whether the process has certainly ended: only one of this machine's can be looked for. */
  boolean isGone(Owner self) {
    if (!host.equals(self.host) || host.equals("unknown") || start == 0) {
      return false;
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .filter(
            found ->
                Duration.between(Instant.ofEpochMilli(start), found).abs().compareTo(CLOCK) < 0)
        .isEmpty();
  }

  String described() {
    return "process " + pid + " on " + host;
  }

  @Override
  public String toString() {
    return pid + " " + start + " " + host;
  }
}
