package org.al4j.core.tags;

import org.al4j.core.InvalidInputException;

/**
 * One tag: {@code O}, or what a word is in its span and the span's type: {@code B-PER}. The type
 * may have dashes in it, and may be missing ({@code B}).
 *
 * @param prefix one of {@code O B I E S L U}
 * @param type empty for {@code O}
 */
record Tag(char prefix, String type) {
  static final Tag OUTSIDE = new Tag('O', "");
  private static final String PREFIXES = "BIESLU";

  /**
   * Takes a tag apart.
   *
   * @throws InvalidInputException if it is of no scheme
   */
  static Tag of(String tag) {
    if (tag.equals("O")) {
      return OUTSIDE;
    }
    boolean known = !tag.isEmpty() && PREFIXES.indexOf(tag.charAt(0)) >= 0;
    if (!known || (tag.length() > 1 && tag.charAt(1) != '-') || tag.length() == 2) {
      throw new InvalidInputException(
          "the tag must be O, or B-, I-, E-, S-, L- or U- with a type such as B-PER, found '"
              + tag
              + "'; name the column of the tags, or write them in IOB1, IOB2, IOBES or BILOU");
    }
    return new Tag(tag.charAt(0), tag.length() == 1 ? "" : tag.substring(2));
  }

  /** The same written out. */
  static String write(char prefix, String type) {
    return type.isEmpty() ? String.valueOf(prefix) : prefix + "-" + type;
  }

  boolean isOutside() {
    return prefix == 'O';
  }

  /** Whether its word alone is the beginning of a span: B, S, U. */
  boolean begins() {
    return prefix == 'B' || alone();
  }

  /** Whether the span has this word only: S, U. */
  boolean alone() {
    return prefix == 'S' || prefix == 'U';
  }

  /** Whether the span ends with this word: E, L, S, U. */
  boolean ends() {
    return prefix == 'E' || prefix == 'L' || alone();
  }
}
