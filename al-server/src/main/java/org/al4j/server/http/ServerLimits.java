package org.al4j.server.http;

/**
 * How much a server bears.
 *
 * @param bodyBytes of a request
 * @param textsBytes of a request that adds texts
 * @param perSecond requests of one person, or of one address that is nobody's, on average
 * @param burst how many of them at once
 * @param connections open at the same time
 * @param threads that serve requests
 */
public record ServerLimits(
    int bodyBytes, int textsBytes, int perSecond, int burst, int connections, int threads) {
  /** For some dozens of people. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(256 << 10, 32 << 20, 50, 200, 500, 48);

  /** The same with another rate. */
  public ServerLimits withRate(int requests, int atOnce) {
    return new ServerLimits(bodyBytes, textsBytes, requests, atOnce, connections, threads);
  }
}
