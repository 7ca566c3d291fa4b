package org.al4j.core.tags;

import java.util.Objects;
import java.util.Optional;

/**
 * How files with tagged words or with spans are read.
 *
 * @param word the column (from 1) or field of the words; empty: the first, or the format's own
 * @param tag the column (from 1) or field of the tags; empty: the last, or the format's own
 * @param scheme what the tags are written in; empty: as the file shows, see {@link SchemeGuess}
 * @param repair what becomes of an ill-formed sequence: refused with its line, or read as {@code
 *     conlleval} does, tags of no scheme as {@code O}, and counted
 * @param snap what becomes of a span of characters that does not fit the words: refused with its
 *     line, or widened to the words as {@link SpanFit} says, told and counted
 * @param skipEmpty what becomes of a sentence without a word: refused with its line, or left out
 *     and counted
 */
public record TagForm(
    Optional<String> word,
    Optional<String> tag,
    Optional<TagScheme> scheme,
    boolean repair,
    boolean snap,
    boolean skipEmpty) {
  /** Everything as found, and nothing let pass. */
  public static final TagForm DEFAULT =
      new TagForm(Optional.empty(), Optional.empty(), Optional.empty(), false, false, false);

  /** Refuses nulls. */
  public TagForm {
    Objects.requireNonNull(word, "word");
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(scheme, "scheme");
  }

  /** This form with columns or fields named. */
  public TagForm withColumns(String words, String tags) {
    return new TagForm(Optional.of(words), Optional.of(tags), scheme, repair, snap, skipEmpty);
  }

  /** This form with a scheme. */
  public TagForm withScheme(TagScheme known) {
    return new TagForm(word, tag, Optional.of(known), repair, snap, skipEmpty);
  }

  /** This form, ill-formed sequences repaired. */
  public TagForm repairing() {
    return new TagForm(word, tag, scheme, true, snap, skipEmpty);
  }

  /** This form, spans widened to words. */
  public TagForm snapping() {
    return new TagForm(word, tag, scheme, repair, true, skipEmpty);
  }

  /** This form, sentences without a word left out. */
  public TagForm skippingEmpty() {
    return new TagForm(word, tag, scheme, repair, snap, true);
  }
}
