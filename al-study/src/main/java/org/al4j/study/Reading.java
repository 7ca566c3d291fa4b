package org.al4j.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.read.Columns;
import org.al4j.core.read.CsvForm;
import org.al4j.core.read.Duplicates;
import org.al4j.core.read.ReadOptions;
import org.al4j.core.tags.TagForm;
import org.al4j.study.settings.TagReading;
import org.jspecify.annotations.Nullable;

/**
 * How data files are read, in words that a file can keep. Nulls are what {@link
 * ReadOptions#DEFAULT} has.
 *
 * @param variant of a published data set
 * @param delimiter {@code comma}, {@code semicolon}, {@code tab}, {@code pipe}, {@code space}, or a
 *     character
 * @param encoding a charset's name
 * @param noHeader whether the first line is a row
 * @param noQuotes whether a quote is a character as any other
 * @param duplicates {@code keep} or {@code once}
 * @param tags for words with tags, and texts with spans
 */
public record Reading(
    @Nullable String variant,
    @Nullable String delimiter,
    @Nullable String encoding,
    boolean noHeader,
    boolean noQuotes,
    @Nullable String duplicates,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TagReading tags) {
  /** Of files without tags. */
  public Reading(
      @Nullable String variant,
      @Nullable String delimiter,
      @Nullable String encoding,
      boolean noHeader,
      boolean noQuotes,
      @Nullable String duplicates) {
    this(variant, delimiter, encoding, noHeader, noQuotes, duplicates, null);
  }

  /** This with a form of tags. */
  public Reading with(TagReading form) {
    return new Reading(
        variant,
        delimiter,
        encoding,
        noHeader,
        noQuotes,
        duplicates,
        form.isDefault() ? null : form);
  }

  /** Everything as found. */
  public static final Reading DEFAULT = new Reading(null, null, null, false, false, null);

  private static final Map<String, Character> NAMES =
      Map.of("comma", ',', "semicolon", ';', "tab", '\t', "\\t", '\t', "pipe", '|', "space", ' ');

  /**
   * The same for the readers.
   *
   * @throws InvalidInputException if an option has a value it cannot have
   */
  public ReadOptions with(Columns columns) {
    return new ReadOptions(
        columns,
        Optional.ofNullable(variant),
        new CsvForm(Optional.ofNullable(delimiter).map(Reading::character), !noHeader, !noQuotes),
        Optional.ofNullable(encoding).map(Reading::charset),
        way(),
        tags == null ? TagForm.DEFAULT : tags.form());
  }

  private static char character(String name) {
    Character known = NAMES.get(name.toLowerCase(Locale.ROOT));
    if (known == null && (name.length() != 1 || "\"\r\n".contains(name))) {
      throw InvalidInputException.ofSettings(
          "{delimiter} must be comma, semicolon, tab, pipe, space or one character, found '%s'",
          name);
    }
    return known == null ? name.charAt(0) : known;
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw InvalidInputException.ofSettings(
          "{encoding} must be known to Java, such as UTF-8, windows-1252, ISO-8859-15 or UTF-16LE,"
              + " found '%s'",
          name);
    }
  }

  private Duplicates way() {
    return switch (duplicates == null ? "keep" : duplicates) {
      case "keep" -> Duplicates.KEEP;
      case "once" -> Duplicates.ONCE;
      default ->
          throw InvalidInputException.ofSettings(
              "{duplicates} must be keep or once, found '%s'", duplicates);
    };
  }
}
