package org.al4j.server.http;

import java.util.HashMap;
import java.util.Map;

/**
 * How many requests of each person are being answered. A thread is held by who sends or reads
 * slowly, so nobody may hold many.
 */
final class Busy {
  private static final int MOST = 8;

  private final Map<String, Integer> counts = new HashMap<>();

  /** One more; false if there are too many. */
  synchronized boolean begin(String name) {
    int now = counts.getOrDefault(name, 0);
    if (now >= MOST) {
      return false;
    }
    counts.put(name, now + 1);
    return true;
  }

  /** One less. */
  synchronized void end(String name) {
    counts.computeIfPresent(name, (key, now) -> now > 1 ? now - 1 : null);
  }
}
