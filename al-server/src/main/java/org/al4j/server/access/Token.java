package org.al4j.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.al4j.core.io.Sha256;

/** Secrets of 128 random bits, of which only hashes are kept. */
final class Token {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private Token() {}

  /** A new one: 32 hexadecimal digits. */
  static String fresh() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** What is kept of one. There is nothing to guess in 128 bits, so a fast hash will do. */
  static String hash(String token) {
    return new Sha256().add(token).hex();
  }

  /** Compares in a time that does not tell how much is equal. */
  static boolean isEqual(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
