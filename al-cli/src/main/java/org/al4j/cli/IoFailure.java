package org.al4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.IoReason;

/** Says in one line what went wrong with a file or a stream, why, and what helps. */
final class IoFailure {
  private static final List<Map.Entry<String, String>> HINTS =
      List.of(
          Map.entry("no space left", "free some space"),
          Map.entry("not enough space", "free some space"),
          Map.entry("quota", "free some space"),
          Map.entry("file too large", "raise the limit of a file's size"),
          Map.entry("permission denied", "use a folder that you may write to"),
          Map.entry("access is denied", "use a folder that you may write to"),
          Map.entry("read-only", "use a folder that you may write to"),
          Map.entry("too many open files", "raise the limit of open files (ulimit -n)"));

  private IoFailure() {}

  /** The line for an exception of input or output; empty for any other. */
  static Optional<String> explain(Throwable thrown) {
    if (thrown instanceof UncheckedIOException unchecked) {
      IOException cause = Objects.requireNonNull(unchecked.getCause(), "cause");
      return Optional.of(withHint(line(unchecked, cause)));
    }
    if (thrown instanceof IOException e) {
      return Optional.of(withHint(line(e)));
    }
    return Optional.empty();
  }

  /** The message of a refusal in options, with the system's reason where that is missing. */
  static String withReason(InvalidInputException refusal) {
    String said = refusal.message(OptionNames::of);
    return Optional.ofNullable(refusal.getCause())
        .flatMap(IoReason::known)
        .filter(reason -> !said.contains(reason))
        .map(reason -> said + " (" + reason + ")")
        .orElse(said);
  }

  /** Whether who reads what is printed went away, as {@code head} does. */
  static boolean isBrokenPipe(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("broken pipe") || message.contains("pipe is being closed");
  }

  /** The system's reason alone. */
  static String why(IOException e) {
    return IoReason.of(e);
  }

  private static String line(IOException e) {
    if (e.getCause() instanceof IOException cause) {
      return line(e, cause);
    }
    return e instanceof FileSystemException file && file.getFile() != null
        ? "cannot read or write " + file.getFile() + ": " + why(e)
        : why(e);
  }

  /** What was being done, as the outer exception says, and the reason if that is not in it yet. */
  private static String line(Exception outer, IOException cause) {
    String said = String.valueOf(outer.getMessage());
    if (said.equals(cause.toString())) {
      return line(cause);
    }
    return said.contains(why(cause)) ? said : said + ": " + why(cause);
  }

  private static String withHint(String line) {
    String all = line.toLowerCase(Locale.ROOT);
    return HINTS.stream()
        .filter(hint -> all.contains(hint.getKey()))
        .findFirst()
        .map(hint -> line + "; " + hint.getValue() + " and run it again")
        .orElse(line);
  }
}
