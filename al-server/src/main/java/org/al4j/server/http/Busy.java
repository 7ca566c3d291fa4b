package org.al4j.server.http;

import java.util.HashMap;
import java.util.Map;

/**
 * How many requests of each person, and of each address that is nobody's, are being answered. A
 * thread is held by who sends or reads slowly, so nobody may hold many, and all who are nobody
 * together not so many that people wait.
 */
final class Busy {
  private static final int MOST_OF_A_PERSON = 8;
  private static final int MOST_OF_AN_ADDRESS = 16;
  private static final String NOBODY = "";

  private final Map<String, Integer> counts = new HashMap<>();
  private final int mostOfNobody;

  /**
   * None yet.
   *
   * @param threads that answer requests
   */
  Busy(int threads) {
    this.mostOfNobody = Math.max(1, threads / 2);
  }

  /** One more; false if there are too many. */
  synchronized boolean begin(Caller caller) {
    if (caller.known()) {
      return room(caller.name(), MOST_OF_A_PERSON) && count(caller.name());
    }
    return room(caller.name(), MOST_OF_AN_ADDRESS)
        && room(NOBODY, mostOfNobody)
        && count(caller.name())
        && count(NOBODY);
  }

  private boolean room(String name, int most) {
    return counts.getOrDefault(name, 0) < most;
  }

  private boolean count(String name) {
    counts.merge(name, 1, Integer::sum);
    return true;
  }

  /** One less. */
  synchronized void end(Caller caller) {
    less(caller.name());
    if (!caller.known()) {
      less(NOBODY);
    }
  }

  private void less(String name) {
    counts.computeIfPresent(name, (key, now) -> now > 1 ? now - 1 : null);
  }
}
