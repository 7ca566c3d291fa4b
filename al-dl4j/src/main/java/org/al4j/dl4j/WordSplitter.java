package org.al4j.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.text.UnspacedScripts;

/**
 * Cuts a text into words and signs, as the texts of GloVe were: runs of letters, digits, marks and
 * underscores; an apostrophe begins a word ({@code it}, {@code 's}); every other character that is
 * no blank is a word of its own. In scripts that put no spaces between words every character is
 * one.
 */
final class WordSplitter {
  private WordSplitter() {}

  static List<String> words(String text) {
    String normal = UnspacedScripts.normalise(text);
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < normal.length(); ) {
      int point = normal.codePointAt(i);
      int next = i + Character.charCount(point);
      if (!isWordPart(point)) {
        add(normal.substring(start, i), words);
        boolean apostrophe = point == '\'' || point == '\u2019';
        boolean begins =
            apostrophe && next < normal.length() && isWordPart(normal.codePointAt(next));
        start = begins ? i : next;
        if (!begins && !Character.isWhitespace(point) && !Character.isISOControl(point)) {
          words.add(normal.substring(i, next));
        }
      }
      i = next;
    }
    add(normal.substring(start), words);
    return words;
  }

  private static void add(String run, List<String> words) {
    if (run.isEmpty()) {
      return;
    }
    String[] before = {""};
    UnspacedScripts.cut(
        run.replace('\u2019', '\''),
        word -> {
          words.add(word);
          before[0] = "";
        },
        gram -> {
          if (gram.length() <= before[0].length()
              || before[0].isEmpty()) { // those of one follow it
            words.add(gram);
          }
          before[0] = gram;
        });
  }

  private static boolean isWordPart(int point) {
    int type = Character.getType(point);
    return Character.isLetterOrDigit(point)
        || point == '_'
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
