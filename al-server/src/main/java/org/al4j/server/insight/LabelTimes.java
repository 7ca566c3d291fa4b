package org.al4j.server.insight;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How long labels took, by person and text, where that was measured; a revision counts in the place
 * of what it revises. For any number of threads.
 */
public final class LabelTimes {
  /** A pause is no labelling: no text counts for more than so many usual ones. */
  private static final double MOST = 10;

  private final Map<List<String>, Double> seconds = new HashMap<>(); // by person and text

  /**
   * Times of some people.
   *
   * @param labels how many texts there is a time of
   * @param median the median time of a text, seconds; empty where there is none
   * @param total the sum, in which no time counts for more than ten medians, seconds
   */
  public record Sum(int labels, OptionalDouble median, double total) {
    static Sum of(double[] sorted) {
      if (sorted.length == 0) {
        return new Sum(0, OptionalDouble.empty(), 0);
      }
      int middle = sorted.length / 2;
      double median =
          sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
      double total = 0;
      for (double one : sorted) {
        total += Math.min(one, MOST * median);
      }
      return new Sum(sorted.length, OptionalDouble.of(median), total);
    }
  }

  /** A text took a person so long. */
  public synchronized void took(String who, String id, Duration time) {
    seconds.put(List.of(who, id), time.toMillis() / 1e3);
  }

  /** What was recorded before; what was said since counts. */
  synchronized void remember(List<String> personAndText, Duration time) {
    seconds.putIfAbsent(personAndText, time.toMillis() / 1e3);
  }

  /** Of everybody. */
  public synchronized Sum all() {
    return Sum.of(seconds.values().stream().mapToDouble(one -> one).sorted().toArray());
  }

  /** Of a person. */
  public synchronized Sum of(String who) {
    return Sum.of(
        seconds.entrySet().stream()
            .filter(one -> one.getKey().get(0).equals(who))
            .mapToDouble(Map.Entry::getValue)
            .sorted()
            .toArray());
  }
}
