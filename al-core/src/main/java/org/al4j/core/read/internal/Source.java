package org.al4j.core.read.internal;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.IoReason;
import org.jspecify.annotations.Nullable;

/**
 * A data file, compressed or not, or a folder of classes or of tagged files; and the errors about
 * it.
 *
 * @param encoding of the bytes; empty: the format's own
 */
public record Source(Path file, Optional<Charset> encoding) {
  static final String PACKED = ".gz";
  private static final int BUFFER = 1 << 16;

  /** A file in the format's own encoding. */
  public static Source of(Path file) {
    return of(file, Optional.empty());
  }

  /** A file; never a pipe or a device, which may keep the reader waiting for ever. */
  public static Source of(Path file, Optional<Charset> encoding) {
    if (Files.isDirectory(file)) {
      if (!ClassFolders.isOne(file) && !TagFolders.isOne(file)) {
        throw new InvalidInputException(file + ": is a folder; give " + instead(file));
      }
    } else if (!Files.exists(file)) {
      throw new InvalidInputException(file + ": no such file");
    } else if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          file + ": is a pipe, a device or a socket; write what it gives into a file first");
    }
    return new Source(file, encoding);
  }

  /** What to give in place of a folder. */
  private static String instead(Path folder) {
    List<Path> parts = ClassFolders.inside(folder);
    return parts.isEmpty()
        ? "one of its files"
        : parts.stream().map(Path::toString).collect(Collectors.joining(" or "));
  }

  /** The file's name in lower case without {@code .gz}. */
  public String plainName() {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
  }

  /** An error at a 1-based line; always one line long. */
  public InvalidInputException error(long line, String what) {
    return new InvalidInputException(
        file + ":" + line + ": " + what.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  /** The error for a file that the system does not give. */
  public InvalidInputException unreadable(IOException e) {
    String why = e instanceof EOFException ? "it breaks off" : IoReason.of(e);
    return error(1, "cannot be read: " + why);
  }

  /** The text: UTF-8 unless an encoding is named or the file's mark says otherwise. */
  public SourceReader utf8() {
    return reader(StandardCharsets.UTF_8);
  }

  /** The text, in {@code usual} unless an encoding is named or the file's mark says otherwise. */
  SourceReader reader(Charset usual) {
    return open(encoding.orElse(usual), true);
  }

  /** The bytes as characters, without a mark. */
  SourceReader bytes() {
    return open(StandardCharsets.ISO_8859_1, false);
  }

  private SourceReader open(Charset charset, boolean marked) {
    InputStream in = null;
    try {
      in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
      return new SourceReader(this, unpacked(in), charset, marked);
    } catch (IOException e) {
      closeQuietly(in, e);
      throw unreadable(e);
    } catch (InvalidInputException e) {
      closeQuietly(in, e);
      throw e;
    }
  }

  /** Looks at the beginning, too: data is often packed under a name that does not say so. */
  private InputStream unpacked(InputStream in) throws IOException {
    in.mark(4);
    byte[] first = in.readNBytes(4);
    in.reset();
    boolean named = file.toString().toLowerCase(Locale.ROOT).endsWith(PACKED);
    if (named || (first.length > 1 && first[0] == 0x1F && first[1] == (byte) 0x8B)) {
      return new GZIPInputStream(in, BUFFER);
    }
    if (new String(first, StandardCharsets.ISO_8859_1).equals("PK\u0003\u0004")) {
      throw error(1, "a zip file or spreadsheet; unpack it, or save the sheet as CSV (UTF-8)");
    }
    return in;
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
