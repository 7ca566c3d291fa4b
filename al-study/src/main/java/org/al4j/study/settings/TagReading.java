package org.al4j.study.settings;

import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.tags.TagForm;
import org.al4j.core.tags.TagScheme;
import org.jspecify.annotations.Nullable;

/**
 * How files with tags or spans are read, in words that a file can keep. Nulls are what {@link
 * TagForm#DEFAULT} has.
 *
 * @param wordColumn a number from 1, or in JSON a field
 * @param tagColumn the same of the tags
 * @param scheme {@code IOB1}, {@code IOB2}, {@code IOBES} or {@code BILOU}
 * @param illFormed {@code error} or {@code repair}
 * @param spans {@code error} or {@code snap}
 * @param emptySentences {@code error} or {@code skip}
 */
public record TagReading(
    @Nullable String wordColumn,
    @Nullable String tagColumn,
    @Nullable String scheme,
    @Nullable String illFormed,
    @Nullable String spans,
    @Nullable String emptySentences) {
  private static final String ERROR = "error";

  /** Whether nothing is said. */
  public boolean isDefault() {
    return equals(new TagReading(null, null, null, null, null, null));
  }

  /**
   * The same for the readers.
   *
   * @throws InvalidInputException if an option has a value it cannot have
   */
  public TagForm form() {
    return new TagForm(
        Optional.ofNullable(wordColumn),
        Optional.ofNullable(tagColumn),
        Optional.ofNullable(scheme).map(TagScheme::named),
        is("illFormed", illFormed, "repair"),
        is("spans", spans, "snap"),
        is("emptySentences", emptySentences, "skip"));
  }

  private static boolean is(String setting, @Nullable String value, String other) {
    if (value == null || value.equals(ERROR) || value.equals(other)) {
      return other.equals(value);
    }
    throw InvalidInputException.ofSettings(
        "{" + setting + "} must be error or " + other + ", found '%s'", value);
  }
}
