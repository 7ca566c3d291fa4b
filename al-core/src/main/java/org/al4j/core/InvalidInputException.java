package org.al4j.core;

import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bad input from outside: a file, a label, a model's output, a setting. The message is one line
 * that says what is wrong, the rule, the value found, and what to do, for example {@code pool too
 * small: initial 10 + 5 rounds x 100 = 510 instances wanted, 500 in the pool; lower initial, rounds
 * or batch}. A command line prints it and exits with 2.
 *
 * <p>Settings are called by their Java names. Where a message marks them ({@link #ofSettings}), a
 * command line can call them by its options ({@link #message}).
 */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A message that is longer loses its middle, where a value from outside is what is so long. */
  private static final int LONGEST = 1_000;

  private static final int LAST = 300;

  private static final Pattern SETTING = Pattern.compile("\\{(\\w+)}");

  /** Stands around a setting's name; no value has it, as control characters are taken out. */
  private static final String MARK = "\u0001";

  private static final Pattern MARKED = Pattern.compile(MARK + "(\\w+)" + MARK);

  private final String marked;

  /** An error with its one-line message. */
  public InvalidInputException(String message) {
    super(oneLine(message));
    marked = oneLine(message);
  }

  /** An error with its one-line message and what caused it. */
  public InvalidInputException(String message, @Nullable Throwable cause) {
    super(oneLine(message), cause);
    marked = oneLine(message);
  }

  private InvalidInputException(String marked, UnaryOperator<String> spelling) {
    super(spelt(marked, spelling));
    this.marked = marked;
  }

  /**
   * An error about settings.
   *
   * @param message one line with the settings' Java names in braces and {@code %s} for each value,
   *     for example {@code {seeds} must be at least 1, found %s}
   * @param values what was found, in the order of the message
   */
  public static InvalidInputException ofSettings(String message, @Nullable Object... values) {
    Object[] lines = Stream.of(values).map(value -> printable(String.valueOf(value))).toArray();
    String names = SETTING.matcher(message).replaceAll(MARK + "$1" + MARK);
    return new InvalidInputException(
        String.format(Locale.ROOT, names, lines), UnaryOperator.identity());
  }

  /**
   * The message with the settings as whoever tells it calls them; {@link #getMessage} where it
   * marks none.
   *
   * @param spelling from the Java name, for example {@code testShare} to {@code --test-share}
   */
  public String message(UnaryOperator<String> spelling) {
    return spelt(marked, spelling);
  }

  private static String spelt(String marked, UnaryOperator<String> spelling) {
    return oneLine(
        MARKED
            .matcher(marked)
            .replaceAll(
                (MatchResult name) -> Matcher.quoteReplacement(spelling.apply(name.group(1)))));
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
    String line = printable(message);
    return line.length() <= LONGEST
        ? line
        : line.substring(0, LONGEST - LAST) + " ... " + line.substring(line.length() - LAST);
  }

  private static String printable(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cc}", "?");
  }
}
