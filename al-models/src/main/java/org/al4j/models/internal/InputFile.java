package org.al4j.models.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.JsonInput;

/**
 * Reads small files from outside whole, with errors of one line that start with the file's name.
 * What a download or a version control left in place of the file is named: see {@link Disguise}.
 */
public final class InputFile {
  /** No configuration, vocabulary or header is this long; weights are read otherwise. */
  public static final int MAX_BYTES = 100_000_000;

  private InputFile() {}

  /**
   * All bytes of a file.
   *
   * @param what the file is, for errors: {@code "the tokenizer"}
   * @throws InvalidInputException if it is missing, too long, or something else in disguise
   */
  public static byte[] bytes(Path file, String what) {
    require(file);
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "%s: %d bytes are too many for %s; at most %d are read",
                file,
                size,
                what,
                MAX_BYTES));
      }
      byte[] bytes = Files.readAllBytes(file);
      byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, Disguise.HEAD));
      Disguise.find(head, size, what)
          .ifPresent(
              found -> {
                throw new InvalidInputException(file + ": " + found);
              });
      return bytes;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Refuses what is no file.
   *
   * @throws InvalidInputException if there is none, or a folder stands in its place
   */
  public static void require(Path file) {
    if (Files.isDirectory(file)) {
      throw new InvalidInputException(file + ": a folder where a file is expected");
    }
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": no such file");
    }
  }

  /** A JSON object; see {@link #bytes}. */
  public static ObjectNode json(Path file, String what) {
    return json(file, "", bytes(file, what));
  }

  /**
   * The JSON object in some bytes of a file.
   *
   * @param part of the file that they are, for errors: {@code "the header is "}, or empty
   * @throws InvalidInputException if they are no JSON, no object, or a key stands there twice
   */
  public static ObjectNode json(Path file, String part, byte[] bytes) {
    return withinMemory(file, () -> JsonInput.object(file, part, bytes));
  }

  /** The lines of a text in UTF-8, without a byte order mark; see {@link #bytes}. */
  public static List<String> lines(Path file, String what) {
    byte[] bytes = bytes(file, what);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return (text.startsWith("\ufeff") ? text.substring(1) : text).lines().toList();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file + ": not valid UTF-8; save it as UTF-8", e);
    }
  }

  /**
   * Runs what reads a file. A file may make more objects than its size suggests: that it takes more
   * than the heap has is said of the file, and what was read is garbage by then.
   */
  public static <T> T withinMemory(Path file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (OutOfMemoryError e) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: takes more memory than the %d MB that Java may use; it is damaged, or give more"
                  + " with -Xmx",
              file,
              Runtime.getRuntime().maxMemory() >> 20),
          e);
    }
  }

  /** The error of a file that is there and cannot be read. */
  public static InvalidInputException unreadable(Path file, IOException e) {
    return new InvalidInputException(
        file + ": cannot be read: " + oneLine(String.valueOf(e.getMessage())), e);
  }

  /** What comes from a file must not forge a line of its own, and not fill the screen. */
  public static String oneLine(String message) {
    String line = message.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 1000 ? line : line.substring(0, 1000) + "...";
  }
}
