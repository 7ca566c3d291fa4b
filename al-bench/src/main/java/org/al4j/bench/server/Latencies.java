package org.al4j.bench.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** How long requests took, with when they were under way. For any number of threads. */
final class Latencies {
  private static final double NANOS_OF_A_MILLI = 1e6;
  private static final double HIGH = 0.99;

  /**
   * A request.
   *
   * @param from on {@link System#nanoTime}
   */
  record Request(long from, long to) {
    double millis() {
      return (to - from) / NANOS_OF_A_MILLI;
    }
  }

  private final List<Request> all = new ArrayList<>();

  synchronized void add(long from, long to) {
    all.add(new Request(from, to));
  }

  synchronized Latencies where(Predicate<Request> kept) {
    Latencies some = new Latencies();
    all.stream().filter(kept).forEach(some.all::add);
    return some;
  }

  synchronized int count() {
    return all.size();
  }

  /** The smallest time that a share of the requests did not exceed, in ms; NaN without any. */
  synchronized double quantile(double share) {
    List<Double> millis = new ArrayList<>(all.stream().map(Request::millis).toList());
    Collections.sort(millis);
    int rank = (int) Math.ceil(share * millis.size()) - 1;
    return millis.isEmpty() ? Double.NaN : millis.get(Math.max(0, rank));
  }

  double median() {
    return quantile(0.5);
  }

  double high() {
    return quantile(HIGH);
  }

  /** A row of a table: how many, median, 99th percentile and largest in ms. */
  String row() {
    return String.format(
        Locale.ROOT, "%,d | %.1f | %.1f | %.1f", count(), median(), high(), quantile(1));
  }
}
