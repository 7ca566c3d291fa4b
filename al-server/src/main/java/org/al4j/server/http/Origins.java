package org.al4j.server.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which names this server may be called. A page of another origin that has its name led to this
 * machine (DNS rebinding) calls it by that name.
 *
 * @param scheme of its addresses, {@code http} or {@code https}
 * @param hosts as in the header {@code Host}; {@code *.} in front stands for one word
 */
record Origins(String scheme, Set<String> hosts) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final String ANY = "*.";

  static Origins of(ServerOptions options, int port) {
    Set<String> hosts = new HashSet<>();
    if (options.behindProxy().isPresent()) {
      hosts.add(options.behindProxy().get().getAuthority().toLowerCase(Locale.ROOT));
      return new Origins("https", Set.copyOf(hosts));
    }
    Optional<TlsCertificate> tls = options.certificate();
    List<String> names =
        tls.map(TlsCertificate::names)
            .orElse(List.of("127.0.0.1", "localhost", "[::1]", options.host()));
    for (String name : names) {
      hosts.add(name + ":" + port);
      if (port == (tls.isPresent() ? HTTPS : HTTP)) {
        hosts.add(name); // what browsers leave out
      }
    }
    return new Origins(tls.isPresent() ? "https" : "http", Set.copyOf(hosts));
  }

  boolean isHost(@Nullable String header) {
    if (header == null) {
      return false;
    }
    String host = header.toLowerCase(Locale.ROOT);
    int word = host.indexOf('.');
    return !host.startsWith(ANY)
        && (hosts.contains(host) || (word > 0 && hosts.contains("*" + host.substring(word))));
  }

  boolean isOrigin(String header) {
    String start = scheme + "://";
    return header.regionMatches(true, 0, start, 0, start.length())
        && isHost(header.substring(start.length()));
  }
}
