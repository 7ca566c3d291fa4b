package org.al4j.server.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.core.tags.WordRule;

/** Of what a text consists for those who mark parts of it: that gets a tag each. */
enum WordCut {
  /** Words as {@link WordRule} cuts them. */
  WORDS {
    @Override
    List<String> cut(String text) {
      return WordRule.cut(text).words(text);
    }
  },

  /**
   * What people see as one character (a grapheme cluster), and an emoji or flag whole; no blanks.
   */
  CHARACTERS {
    @Override
    List<String> cut(String text) {
      List<String> characters = new ArrayList<>();
      for (String word : WordRule.cut(text).words(text)) {
        if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
          Matcher next = CHARACTER.matcher(word);
          while (next.find()) {
            characters.add(next.group());
          }
        } else {
          characters.add(word); // whatever belongs to an emoji
        }
      }
      return characters;
    }
  };

  private static final Pattern CHARACTER = Pattern.compile("\\X");

  /** The words of a text in order, none with a blank at its edges; none if nothing is visible. */
  abstract List<String> cut(String text);
}
