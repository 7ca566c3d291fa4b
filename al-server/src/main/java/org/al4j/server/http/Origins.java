package org.al4j.server.http;

import java.net.URI;
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
 * @param hosts as in the header {@code Host}
 * @param origins as in the header {@code Origin}
 */
record Origins(Set<String> hosts, Set<String> origins) {
  static Origins of(String address, int port, Optional<URI> proxy) {
    Set<String> hosts = new HashSet<>();
    Set<String> origins = new HashSet<>();
    if (proxy.isPresent()) {
      String authority = proxy.get().getAuthority().toLowerCase(Locale.ROOT);
      hosts.add(authority);
      origins.add("https://" + authority);
    } else {
      String named = address.contains(":") ? "[" + address + "]" : address;
      for (String host : List.of("127.0.0.1", "localhost", "[::1]", named)) {
        hosts.add(host + ":" + port);
        origins.add("http://" + host + ":" + port);
      }
    }
    return new Origins(Set.copyOf(hosts), Set.copyOf(origins));
  }

  boolean isHost(@Nullable String header) {
    return header != null && hosts.contains(header.toLowerCase(Locale.ROOT));
  }

  boolean isOrigin(String header) {
    return origins.contains(header.toLowerCase(Locale.ROOT));
  }
}
