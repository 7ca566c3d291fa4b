package org.al4j.server.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.al4j.core.InvalidInputException;

/**
 * Where a server listens and what it bears.
 *
 * @param address to listen at, {@code 127.0.0.1} unless a proxy is in front
 * @param port 0 for any that is free
 * @param behindProxy the address by which people reach a proxy that speaks TLS and stands in front
 *     of this server, such as {@code https://label.example.org}; then another address than one of
 *     this machine's own is allowed
 * @param limits how much is borne
 */
public record ServerOptions(
    String address, int port, Optional<URI> behindProxy, ServerLimits limits) {
  /** This machine only, any free port. */
  public static final ServerOptions DEFAULT =
      new ServerOptions("127.0.0.1", 0, Optional.empty(), ServerLimits.DEFAULT);

  /**
   * Refuses what others could reach without TLS.
   *
   * @throws InvalidInputException if the address is not this machine's own and no proxy is in
   *     front, or the proxy's address is none of {@code https}
   */
  public ServerOptions {
    if (port < 0 || port > 65_535) {
      throw InvalidInputException.ofSettings("{port} must be from 0 to 65535, found %s", port);
    }
    if (behindProxy.isEmpty() && !isLoopback(address)) {
      throw InvalidInputException.ofSettings(
          "{address} must be 127.0.0.1 or another of this machine's own, found '%s'; for others,"
              + " put a proxy with TLS in front and say where it is with {behindProxy}",
          address);
    }
    behindProxy.ifPresent(ServerOptions::requireHttps);
  }

  private static void requireHttps(URI proxy) {
    boolean plain = proxy.getPath() == null || proxy.getPath().isEmpty();
    if (!"https".equals(proxy.getScheme()) || proxy.getHost() == null || !plain) {
      throw InvalidInputException.ofSettings(
          "{behindProxy} must be like https://label.example.org, found '%s'", proxy);
    }
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw InvalidInputException.ofSettings("{address} is not known: '%s'", address);
    }
  }

  /** The same at a port. */
  public ServerOptions withPort(int other) {
    return new ServerOptions(address, other, behindProxy, limits);
  }

  /** The same with other limits. */
  public ServerOptions withLimits(ServerLimits other) {
    return new ServerOptions(address, port, behindProxy, other);
  }

  /** The same behind a proxy. */
  public ServerOptions withProxy(String listenAt, URI reachedBy) {
    return new ServerOptions(listenAt, port, Optional.of(reachedBy), limits);
  }
}
