package org.al4j.server.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How much a server bears.
 *
 * @param bodyBytes of a request
 * @param textsBytes of a request that adds texts
 * @param perSecond requests of one person, or of one address that is nobody's, on average
 * @param burst how many of them at once
 * @param connections open at the same time
 * @param threads that serve requests
 * @param silence after which a connection is closed, above 0
 */
public record ServerLimits(
    int bodyBytes,
    int textsBytes,
    int perSecond,
    int burst,
    int connections,
    int threads,
    Duration silence) {
  /** For some dozens of people. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(256 << 10, 32 << 20, 50, 200, 500, 48, Duration.ofSeconds(30));

  /** Refuses a silence that is not above 0. */
  public ServerLimits {
    Objects.requireNonNull(silence, "silence");
    if (silence.isZero() || silence.isNegative()) {
      throw new IllegalArgumentException("silence must be above 0, found " + silence);
    }
  }

  /** The same with another rate. */
  public ServerLimits withRate(int requests, int atOnce) {
    return new ServerLimits(bodyBytes, textsBytes, requests, atOnce, connections, threads, silence);
  }

  /** The same with another time after which a silent connection is closed. */
  public ServerLimits withSilence(Duration longest) {
    return new ServerLimits(bodyBytes, textsBytes, perSecond, burst, connections, threads, longest);
  }
}
