package org.al4j.core.tags;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.text.UnspacedScripts;

/**
 * Cuts a text into words, for annotations that have characters where a tagger needs words.
 *
 * <ul>
 *   <li>A word is a run of letters, digits and combining marks. A zero-width joiner or non-joiner
 *       between two of them belongs to it.
 *   <li>In scripts without spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese, ..)
 *       each character with its marks is a word.
 *   <li>Every other visible character is a word of its own: a punctuation mark, a symbol, an emoji.
 *       What belongs to an emoji stays with it: marks, skin tones, what a zero-width joiner adds,
 *       the second letter of a flag.
 *   <li>Blanks, control characters and invisible characters are in no word.
 * </ul>
 *
 * Offsets are UTF-16 units; no surrogate pair is cut. <b>Cost</b>: one pass.
 */
public final class WordRule {
  private static final int JOINER = 0x200D;
  private static final int NON_JOINER = 0x200C;

  private final String text;
  private int at;

  private WordRule(String text) {
    this.text = text;
  }

  /** Where the words of a text are, in order. */
  public static WordOffsets cut(String text) {
    WordRule rule = new WordRule(text);
    List<int[]> words = new ArrayList<>();
    while (rule.at < text.length()) {
      int point = text.codePointAt(rule.at);
      int start = rule.at;
      rule.at += Character.charCount(point);
      if (isGap(point)) {
        continue;
      }
      if (UnspacedScripts.isUnspaced(point)) {
        rule.marks();
      } else if (isRun(point)) {
        rule.run();
      } else {
        rule.symbol(point);
      }
      words.add(new int[] {start, rule.at});
    }
    return WordOffsets.of(words);
  }

  private int peek(int from) {
    return from < text.length() ? text.codePointAt(from) : -1;
  }

  private void take(int point) {
    at += Character.charCount(point);
  }

  private void marks() {
    while (isMark(peek(at))) {
      take(peek(at));
    }
  }

  private void run() {
    while (true) {
      int next = peek(at);
      int step = next == JOINER || next == NON_JOINER ? peek(at + 1) : next;
      if (!isRun(step) || (!isMark(step) && UnspacedScripts.isUnspaced(step))) {
        return;
      }
      take(next);
    }
  }

  private void symbol(int point) {
    if (isFlag(point) && isFlag(peek(at))) {
      take(peek(at));
    }
    while (true) {
      int next = peek(at);
      if (isMark(next) || isTone(next) || isEmojiTag(next)) {
        take(next);
      } else if (next == JOINER && isSymbol(peek(at + 1))) {
        take(next);
        take(peek(at));
      } else {
        return;
      }
    }
  }

  private static boolean isRun(int point) {
    return point >= 0 && (Character.isLetterOrDigit(point) || isMark(point));
  }

  private static boolean isMark(int point) {
    int type = point < 0 ? -1 : Character.getType(point);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static boolean isSymbol(int point) {
    return point >= 0 && !isGap(point) && !isRun(point);
  }

  private static boolean isFlag(int point) {
    return point >= 0x1F1E6 && point <= 0x1F1FF;
  }

  private static boolean isTone(int point) {
    return point >= 0x1F3FB && point <= 0x1F3FF;
  }

  /** The letters behind a black flag that make it that of a region. */
  private static boolean isEmojiTag(int point) {
    return point >= 0xE0020 && point <= 0xE007F;
  }

  private static boolean isGap(int point) {
    return switch (Character.getType(point)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
