package org.al4j.core.read;

import java.util.Objects;
import java.util.Optional;
import org.al4j.core.InvalidInputException;

/**
 * How the columns of a CSV or TSV file are written.
 *
 * @param delimiter what separates the columns; empty: comma, semicolon, tab or {@code |}, as the
 *     header shows
 * @param header whether the first line names the columns; else they are called {@code 1}, {@code 2}
 *     and so on
 * @param quotes whether a field may stand in double quotes; tab-separated files of raw text have
 *     none
 */
public record CsvForm(Optional<Character> delimiter, boolean header, boolean quotes) {
  /** With a header, with quotes, the delimiter as the header shows. */
  public static final CsvForm DEFAULT = new CsvForm(Optional.empty(), true, true);

  /** Refuses a delimiter that cannot be one. */
  public CsvForm {
    Objects.requireNonNull(delimiter, "delimiter");
    if (delimiter.isPresent() && "\"\r\n\uFEFF".indexOf(delimiter.get()) >= 0) {
      throw new InvalidInputException(
          "the delimiter must be one character, no quote and no end of line");
    }
  }
}
