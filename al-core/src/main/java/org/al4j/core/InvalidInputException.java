package org.al4j.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bad input from outside: a file, a label, a model's output, a setting. The message is one line
 * that says what is wrong, the rule, the value found, and what to do, for example {@code pool too
 * small: initial 10 + 5 rounds x 100 = 510 instances wanted, 500 in the pool; lower --initial,
 * --rounds or --batch}. A command line prints it and exits with 2.
 */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A message that is longer loses its middle, where a value from outside is what is so long. */
  private static final int LONGEST = 1_000;

  private static final int LAST = 300;

  /** An error with its one-line message. */
  public InvalidInputException(String message) {
    super(oneLine(message));
  }

  /** An error with its one-line message and what caused it. */
  public InvalidInputException(String message, @Nullable Throwable cause) {
    super(oneLine(message), cause);
  }

  /** What is wrong, in one line; never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage(), "message");
  }

  /**
   * Messages quote what was found, and that may be anything: a line break in it must not make
   * another line of a log or a terminal, and a value of a million characters no screenful.
   */
  private static String oneLine(String message) {
    String line = message.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cc}", "?");
    return line.length() <= LONGEST
        ? line
        : line.substring(0, LONGEST - LAST) + " ... " + line.substring(line.length() - LAST);
  }
}
