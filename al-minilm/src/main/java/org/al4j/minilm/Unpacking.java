package org.al4j.minilm;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.IoReason;
import org.al4j.core.io.Sha256;

/** Copies what a library has to the disk, and compares it with what it must be. */
final class Unpacking {
  private Unpacking() {}

  /**
   * Copies a file and forces it to the disk.
   *
   * @param library its coordinates, for errors
   * @throws InvalidInputException if the class path has none, another, or a damaged one
   * @throws IOException if it cannot be written
   */
  static void copy(PackedFile file, String library, Path target) throws IOException {
    try (InputStream in = file.open()) {
      if (in == null) {
        throw new InvalidInputException(
            "the class path has no "
                + file.resource()
                + "; add the library "
                + library
                + ", without its dependencies");
      }
      String found = copy(in, library, target);
      if (!found.equals(file.sha256())) {
        throw new InvalidInputException(
            file.resource()
                + " on the class path has the SHA-256 "
                + found
                + ", that of "
                + library
                + " is "
                + file.sha256()
                + "; use that version, or delete its jar from the local repository if it is"
                + " damaged");
      }
    }
  }

  /** Returns the SHA-256 of what came. */
  private static String copy(InputStream in, String library, Path target) throws IOException {
    Sha256 hasher = new Sha256();
    byte[] buffer = new byte[1 << 16];
    // Not a channel: a channel is closed under the hands of an interrupted thread.
    try (FileOutputStream out = new FileOutputStream(target.toFile())) {
      for (int n = read(in, buffer, library); n >= 0; n = read(in, buffer, library)) {
        out.write(buffer, 0, n);
        hasher.add(n == buffer.length ? buffer : Arrays.copyOf(buffer, n));
      }
      out.getFD().sync();
    }
    return hasher.hex();
  }

  private static int read(InputStream in, byte[] buffer, String library) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw new InvalidInputException(
          "the jar of "
              + library
              + " is damaged: "
              + IoReason.of(e)
              + "; delete it from the local repository, and it is downloaded again",
          e);
    }
  }
}
