package org.al4j.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over what is added piece by piece; {@link #hex} ends it. What is hashed here is kept in
 * logs and names of files: the order of bytes is part of those formats. For one thread.
 */
public final class Sha256 {
  private final MessageDigest digest = digest();

  /** Over bytes, in lower-case hexadecimal digits. */
  public static String of(byte[] bytes) {
    return new Sha256().add(bytes).hex();
  }

  /**
   * Over the bytes of a file, which need not fit into memory.
   *
   * @throws IOException if it cannot be read
   */
  public static String of(Path file) throws IOException {
    return new Sha256().add(file).hex();
  }

  /** Adds bytes. */
  public Sha256 add(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /** Adds the bytes of a file. */
  public Sha256 add(Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return this;
  }

  /** Adds a byte, the lowest of the number. */
  public Sha256 addByte(int value) {
    return add(value, 1);
  }

  /** Adds four bytes, the lowest first. */
  public Sha256 addInt(int value) {
    return add(value, Integer.BYTES);
  }

  /** Adds eight bytes, the lowest first. */
  public Sha256 addLong(long value) {
    return add(value, Long.BYTES);
  }

  private Sha256 add(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      digest.update((byte) (value >> (8 * i)));
    }
    return this;
  }

  /** Adds a text in UTF-8. Two of them run together: see {@link #field}. */
  public Sha256 add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a text in UTF-8 and a byte that UTF-8 never has, so that fields do not run together. */
  public Sha256 field(String text) {
    return add(text).addByte(0xff);
  }

  /** The 32 bytes; nothing is added any more then, but begun anew. */
  public byte[] bytes() {
    return digest.digest();
  }

  /** The 64 lower-case hexadecimal digits; nothing is added any more then, but begun anew. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
