package org.al4j.llm;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a request is sent again: twice as long each time, less a random part of
 * up to a half, so that many who failed together do not come again together; at least as long as
 * the service asks for.
 *
 * @param most how often a request is sent again
 * @param first the longest first wait
 * @param longest of all waits; a service that asks for more is not waited for
 */
record Backoff(int most, Duration first, Duration longest) {
  static final Backoff DEFAULT = new Backoff(6, Duration.ofSeconds(1), Duration.ofMinutes(2));

  /** Waits. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /**
   * The wait before the next try.
   *
   * @param failed how often it has failed, from 1
   * @param asked the header {@code Retry-After}
   */
  Duration wait(int failed, Optional<Duration> asked, RandomGenerator random) {
    double doubled = first.toMillis() * Math.pow(2, Math.min(failed - 1, 30));
    double part = (1 + random.nextDouble()) / 2;
    Duration own =
        Duration.ofMillis((long) (Math.min((double) longest.toMillis(), doubled) * part));
    return asked.filter(time -> time.compareTo(own) > 0).orElse(own);
  }

  /** What a header {@code Retry-After} says: seconds, or a date. */
  static Optional<Duration> parse(String header, Instant now) {
    String value = header.strip();
    if (value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      return Optional.of(Duration.ofMillis((long) Math.ceil(1_000 * Double.parseDouble(value))));
    }
    try {
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(now, then);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
