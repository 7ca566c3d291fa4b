package org.al4j.models.tokenize;

import java.util.Locale;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;

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
   * @param instance whose text was encoded; its id and beginning are shown in the error
   * @param most the most tokens that the model can read, whatever it is set to
   * @throws InvalidInputException with both lengths
   */
  public Encoding check(Encoding encoding, Instance instance, int most) {
    if (this == REFUSE && encoding.truncated()) {
      String raise =
          encoding.length() < most ? ", raise max-length (to at most " + most + ")," : "";
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "instance %s: a text of %d tokens, at most %d are read; shorten it%s or have long"
                  + " texts truncated: '%s'",
              oneLine(instance.id()),
              encoding.wholeLength(),
              encoding.length(),
              raise,
              beginning(instance.text())));
    }
    return encoding;
  }

  private static String beginning(String text) {
    return oneLine(text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
