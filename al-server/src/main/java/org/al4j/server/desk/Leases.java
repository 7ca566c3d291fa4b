package org.al4j.server.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Until when texts are kept for whom: a multiple of the time that a text usually takes. Who comes
 * too late may still say what he thinks of a text; only others may have got it meanwhile.
 */
final class Leases {
  private static final int REMEMBERED = 101;
  private static final int FACTOR = 5;
  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final Duration MOST = Duration.ofMinutes(30);

  private final InstantSource clock;
  private final Map<String, Instant> until = new HashMap<>();
  private final Deque<Duration> times = new ArrayDeque<>();

  Leases(InstantSource clock) {
    this.clock = clock;
  }

  /** Keeps {@code texts} texts for a person from now on; returns until when. */
  synchronized Instant take(String who, int texts) {
    Duration wanted = usual().multipliedBy((long) FACTOR * texts);
    Duration length = wanted.compareTo(LEAST) < 0 ? LEAST : wanted;
    Instant end = clock.instant().plus(length.compareTo(MOST) > 0 ? MOST : length);
    until.put(who, end);
    return end;
  }

  /** Ends what is over. */
  synchronized void expire(Consumer<String> release) {
    Instant now = clock.instant();
    for (Iterator<Map.Entry<String, Instant>> all = until.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, Instant> one = all.next();
      if (!one.getValue().isAfter(now)) {
        release.accept(one.getKey());
        all.remove();
      }
    }
  }

  /** A text took so long. */
  synchronized void took(Duration time) {
    times.addLast(time);
    if (times.size() > REMEMBERED) {
      times.removeFirst();
    }
  }

  /** The median of the latest times. */
  synchronized Duration usual() {
    return times.isEmpty()
        ? USUAL
        : times.stream().sorted().skip(times.size() / 2).findFirst().orElse(USUAL);
  }
}
