package org.al4j.study.report;

import java.text.BreakIterator;
import java.util.Locale;

/** Texts and labels cut to what a page can show. */
final class Excerpt {
  private static final int TEXT = 280;
  private static final int LABEL = 40;

  private Excerpt() {}

  /**
   * A text in one line, cut after about {@value #TEXT} characters; how long it was is said then.
   */
  static String text(String text) {
    String line = line(text);
    String cut = cut(line, TEXT);
    return cut.length() == line.length()
        ? line
        : cut + String.format(Locale.ROOT, "\u2026 (%,d characters in all)", line.length());
  }

  /** A label in one line, cut after {@value #LABEL} characters; what cannot be seen is named. */
  static String label(String label) {
    return label(label, LABEL);
  }

  /** A label cut after {@code limit} characters. */
  static String label(String label, int limit) {
    String line = line(label);
    if (line.isEmpty()) {
      return "(empty)";
    }
    String cut = cut(line, limit);
    return cut.length() == line.length() ? line : cut + "\u2026";
  }

  /** Without line ends, and without the invisible characters that turn the direction of reading. */
  private static String line(String text) {
    return text.replaceAll("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", "")
        .replaceAll("[\\s\\p{Cntrl}\u2028\u2029]+", " ")
        .strip();
  }

  /** At most so many chars, never within what is drawn as one character. */
  private static String cut(String line, int limit) {
    if (line.length() <= limit) {
      return line;
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(line);
    int end = characters.preceding(limit + 1);
    int space = line.lastIndexOf(' ', end);
    return line.substring(0, space > end - 30 && space > end / 2 ? space : end).strip();
  }
}
