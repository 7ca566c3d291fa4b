package org.al4j.core.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** A data file, compressed or not, and the errors about it. */
record Source(Path file) {
  private static final int BUFFER = 1 << 16;

  static Source of(Path file) {
    if (Files.isDirectory(file)) {
      throw new InvalidInputException(file + ": is a folder; give one of its files");
    }
    if (!Files.exists(file)) {
      throw new InvalidInputException(file + ": no such file");
    }
    return new Source(file);
  }

  /** An error at a 1-based line; always one line long. */
  InvalidInputException error(long line, String what) {
    return new InvalidInputException(
        file + ":" + line + ": " + what.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  SourceReader utf8() {
    return open(StandardCharsets.UTF_8);
  }

  SourceReader latin1() {
    return open(StandardCharsets.ISO_8859_1);
  }

  private SourceReader open(Charset charset) {
    InputStream raw = null;
    try {
      raw = Files.newInputStream(file);
      boolean packed = file.toString().endsWith(".gz");
      return new SourceReader(this, packed ? new GZIPInputStream(raw, BUFFER) : raw, charset);
    } catch (IOException e) {
      closeQuietly(raw, e);
      throw error(1, "cannot be read: " + e.getMessage());
    } catch (InvalidInputException e) {
      closeQuietly(raw, e);
      throw e;
    }
  }

  private static void closeQuietly(@Nullable InputStream in, Exception e) {
    if (in != null) {
      try {
        in.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
    }
  }
}
