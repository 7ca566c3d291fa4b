package org.al4j.minilm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.al4j.core.io.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A file of a checkpoint, and where on the class path its content is.
 *
 * @param name in the folder
 * @param resource absolute
 * @param size in bytes
 * @param sha256 in hexadecimal
 */
record PackedFile(String name, String resource, long size, String sha256) {

  /** One of our own files, which is what it is. */
  static PackedFile own(String name, String resource) {
    try (InputStream in = open(resource)) {
      if (in == null) {
        throw new IllegalStateException("al-minilm's own jar has no " + resource);
      }
      byte[] bytes = in.readAllBytes();
      return new PackedFile(name, resource, bytes.length, Sha256.of(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("al-minilm's own " + resource, e);
    }
  }

  /** Its content; null if the class path has none. */
  @Nullable InputStream open() {
    return open(resource);
  }

  private static @Nullable InputStream open(String resource) {
    return PackedFile.class.getResourceAsStream(resource);
  }
}
