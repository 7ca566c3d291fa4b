package org.al4j.core.tags;

import java.util.Objects;
import org.al4j.core.InvalidInputException;

/**
 * A part of a text that has a type.
 *
 * @param type such as PER
 * @param start the first UTF-16 unit, from 0
 * @param end behind the last UTF-16 unit; larger than {@code start}
 */
public record CharSpan(String type, int start, int end) {
  /** Refuses an empty span. */
  public CharSpan {
    Objects.requireNonNull(type, "type");
    if (start < 0 || end <= start) {
      throw new InvalidInputException(
          "a span must have a character, found " + start + " to " + end + " (exclusive)");
    }
  }

  /**
   * A span counted in code points, as Python does.
   *
   * @throws InvalidInputException if it is empty or not in the text
   */
  public static CharSpan ofCodePoints(String type, long start, long end, String text) {
    return ofUnits(type, unit(text, start), unit(text, end), text);
  }

  /**
   * A span counted in UTF-16 units, as a browser does.
   *
   * @throws InvalidInputException if it is empty or not in the text
   */
  public static CharSpan ofUnits(String type, long start, long end, String text) {
    if (start < 0 || end > text.length()) {
      throw outside(start < 0 ? start : end, text.length());
    }
    return new CharSpan(type, (int) start, (int) end);
  }

  private static int unit(String text, long points) {
    int all = text.codePointCount(0, text.length());
    if (points < 0 || points > all) {
      throw outside(points, all);
    }
    return text.offsetByCodePoints(0, (int) points);
  }

  private static InvalidInputException outside(long found, long length) {
    return new InvalidInputException(
        "a span must lie in its text of "
            + length
            + " characters, found one that reaches to "
            + found);
  }

  /** The start in code points. */
  public int startPoint(String text) {
    return text.codePointCount(0, start);
  }

  /** The end in code points. */
  public int endPoint(String text) {
    return text.codePointCount(0, end);
  }

  /** What stands there. */
  public String of(String text) {
    return text.substring(start, end);
  }
}
