package org.al4j.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How tools say who they are: by a token in the address, since many can send no header, as {@code
 * /bridge/TOKEN/TOOL/..}, or at {@code /bridge/TOOL/..} by a header, as a bearer's token or as the
 * password of HTTP Basic.
 */
final class BridgeAccess {
  static final String ROOT = "/bridge/";
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";
  private static final int TOKEN_LENGTH = 32;

  private BridgeAccess() {}

  /** Whether a request is for a bridge. */
  static boolean isBridge(String path) {
    return path.startsWith(ROOT);
  }

  /** A bridge's address on this server. */
  static String path(String tool, String token) {
    return ROOT + token + "/" + tool;
  }

  /** The token of a request; empty if it brings none. */
  static Optional<String> token(String path, @Nullable String header) {
    String first = path.substring(ROOT.length()).split("/", 2)[0];
    if (first.length() == TOKEN_LENGTH) {
      return Optional.of(first);
    }
    if (header == null) {
      return Optional.empty();
    }
    if (header.startsWith(BEARER)) {
      return Optional.of(header.substring(BEARER.length()).strip());
    }
    return header.startsWith(BASIC) ? password(header.substring(BASIC.length())) : Optional.empty();
  }

  private static Optional<String> password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
      return pair.contains(":")
          ? Optional.of(pair.substring(pair.indexOf(':') + 1))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
