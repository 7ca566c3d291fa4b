package org.al4j.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Backoff BACKOFF =
      new Backoff(6, Duration.ofSeconds(1), Duration.ofSeconds(10));

  private static List<Duration> waits(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Duration> waits = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      waits.add(BACKOFF.wait(i, Optional.empty(), random));
    }
    return waits;
  }

  @Test
  void wait_again_doublesLessAPartAndEndsAtTheLongest() {
    long[] most = {1_000, 2_000, 4_000, 8_000, 10_000, 10_000};
    List<Duration> waits = waits(3);
    for (int i = 0; i < most.length; i++) {
      long millis = waits.get(i).toMillis();
      assertTrue(millis >= most[i] / 2 && millis <= most[i], waits::toString);
    }
    assertEquals(waits, waits(3));
    assertTrue(!waits.equals(waits(4)), "not all wait alike");
  }

  @Test
  void wait_serviceAsksForMore_isThat() {
    SplittableRandom random = new SplittableRandom(1);
    Duration asked = Duration.ofSeconds(7);
    assertEquals(asked, BACKOFF.wait(1, Optional.of(asked), random));
    assertTrue(BACKOFF.wait(5, Optional.of(Duration.ofMillis(1)), random).toMillis() >= 5_000);
  }

  @Test
  void parse_secondsAndDates_areReadAndNothingElse() {
    Instant now = Instant.parse("2026-11-30T21:28:36Z");
    assertEquals(Optional.of(Duration.ofSeconds(20)), Backoff.parse(" 20 ", now));
    assertEquals(Optional.of(Duration.ofMillis(500)), Backoff.parse("0.5", now));
    assertEquals(
        Optional.of(Duration.ofSeconds(24)), Backoff.parse("Mon, 30 Nov 2026 21:29:00 GMT", now));
    assertEquals(Optional.of(Duration.ZERO), Backoff.parse("Mon, 30 Nov 2026 21:00:00 GMT", now));
    assertEquals(Optional.empty(), Backoff.parse("soon", now));
    assertEquals(Optional.empty(), Backoff.parse("-1", now));
  }
}
