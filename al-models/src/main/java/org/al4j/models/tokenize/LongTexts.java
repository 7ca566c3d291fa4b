package org.al4j.models.tokenize;

import org.al4j.core.InvalidInputException;

/** What becomes of texts with more tokens than a model reads. */
public enum LongTexts {
  /** They lose tokens at the end; {@link Encoding#truncated} tells, so that they can be counted. */
  TRUNCATE,
  /** They are an error. */
  REFUSE;

  private static final int SHOWN = 40;

  /**
   * Passes an encoding on, or refuses it when tokens were left out and this is {@link #REFUSE}.
   *
   * @param text what was encoded, its beginning is shown in the error
   * @throws InvalidInputException with both lengths
   */
  public Encoding check(Encoding encoding, String text) {
    if (this == REFUSE && encoding.truncated()) {
      throw new InvalidInputException(
          "a text of %d tokens, at most %d are read; shorten it, raise max-length, or have long texts truncated: '%s'"
              .formatted(encoding.wholeLength(), encoding.length(), beginning(text)));
    }
    return encoding;
  }

  private static String beginning(String text) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return shown.replaceAll("\\p{Cntrl}", " ");
  }
}
