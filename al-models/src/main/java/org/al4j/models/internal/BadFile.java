package org.al4j.models.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.al4j.core.InvalidInputException;

/** Errors about a file, on one line that starts with its name. */
public final class BadFile {
  private BadFile() {}

  @SuppressWarnings("AnnotateFormatMethod") // no dependency for one annotation
  public static InvalidInputException of(Path file, String rule, Object... values) {
    return new InvalidInputException(
        file + ": " + oneLine(String.format(Locale.ROOT, rule, values)));
  }

  public static InvalidInputException unreadable(Path file, IOException e) {
    return InputFile.unreadable(file, e);
  }

  /** Names come from the file: a line break or control character in one must not forge a line. */
  static String oneLine(String message) {
    return InputFile.oneLine(message);
  }
}
