package org.al4j.server.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.al4j.core.InvalidInputException;

/**
 * Where a server listens and what it bears.
 *
 * @param address to listen at, {@code 127.0.0.1} unless others are to reach it
 * @param port 0 for any that is free
 * @param behindProxy the address by which people reach a proxy that speaks TLS and stands in front
 *     of this server, such as {@code https://label.example.org}; then another address than one of
 *     this machine's own is allowed
 * @param certificate by which it speaks TLS itself; then another address is allowed, too
 * @param limits how much is borne
 */
public record ServerOptions(
    String address,
    int port,
    Optional<URI> behindProxy,
    Optional<TlsCertificate> certificate,
    ServerLimits limits) {
  /** This machine only, any free port. */
  public static final ServerOptions DEFAULT =
      new ServerOptions("127.0.0.1", 0, Optional.empty(), ServerLimits.DEFAULT);

  /**
   * Refuses what others could reach without TLS.
   *
   * @throws InvalidInputException if the address is not this machine's own and there is neither a
   *     proxy nor a certificate, if there are both, or the proxy's address is none of {@code https}
   */
  public ServerOptions {
    if (port < 0 || port > 65_535) {
      throw InvalidInputException.ofSettings("{port} must be from 0 to 65535, found %s", port);
    }
    if (behindProxy.isEmpty() && certificate.isEmpty() && !isLoopback(address)) {
      throw InvalidInputException.ofSettings(
          "{address} must be 127.0.0.1 or another of this machine's own, found '%s'; for others,"
              + " give a certificate for TLS, or put a proxy with TLS in front and say where it is"
              + " with {behindProxy}",
          address);
    }
    if (behindProxy.isPresent() && certificate.isPresent()) {
      throw InvalidInputException.ofSettings(
          "{behindProxy} says that the proxy speaks TLS: leave the certificate out");
    }
    behindProxy.ifPresent(ServerOptions::requireHttps);
  }

  /** Without TLS of its own. */
  public ServerOptions(String address, int port, Optional<URI> behindProxy, ServerLimits limits) {
    this(address, port, behindProxy, Optional.empty(), limits);
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

  /** The address as it stands in another's. */
  String host() {
    return address.contains(":") ? "[" + address + "]" : address.toLowerCase(Locale.ROOT);
  }

  /** Whether people reach it by TLS, whoever speaks it. */
  boolean secure() {
    return behindProxy.isPresent() || certificate.isPresent();
  }

  /** Where people reach it at a port, without a slash at the end. */
  String reachedAt(int listening) {
    if (behindProxy.isPresent()) {
      return behindProxy.get().toString();
    }
    String name =
        certificate.stream()
            .flatMap(one -> one.names().stream())
            .filter(one -> !one.contains("*"))
            .findFirst()
            .orElse(host());
    return (certificate.isPresent() ? "https://" : "http://") + name + ":" + listening;
  }

  /** The same at a port. */
  public ServerOptions withPort(int other) {
    return new ServerOptions(address, other, behindProxy, certificate, limits);
  }

  /** The same with other limits. */
  public ServerOptions withLimits(ServerLimits other) {
    return new ServerOptions(address, port, behindProxy, certificate, other);
  }

  /** The same behind a proxy. */
  public ServerOptions withProxy(String listenAt, URI reachedBy) {
    return new ServerOptions(listenAt, port, Optional.of(reachedBy), certificate, limits);
  }

  /**
   * The same with TLS of its own, for others too.
   *
   * @param listenAt {@code 0.0.0.0} for all of this machine's addresses
   */
  public ServerOptions withTls(String listenAt, TlsCertificate by) {
    return new ServerOptions(listenAt, port, behindProxy, Optional.of(by), limits);
  }
}
