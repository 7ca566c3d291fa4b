package org.al4j.core.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Features of texts in scripts that put no spaces between words, such as Chinese, Japanese, Thai,
 * Lao, Khmer and Burmese: there a run of letters is not a word but a sentence, and no other text
 * has the same. Such a run gives its character n-grams instead, which need no dictionary. Korean is
 * written with spaces and stays words.
 */
public final class UnspacedScripts {
  /** The longest n-gram: most Chinese words have one or two characters, Thai ones about three. */
  public static final int LONGEST = 3;

  private static final Set<UnicodeScript> SCRIPTS =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TAI_LE,
          UnicodeScript.NEW_TAI_LUE,
          UnicodeScript.TAI_THAM,
          UnicodeScript.TAI_VIET,
          UnicodeScript.BALINESE,
          UnicodeScript.JAVANESE);

  /** No unspaced script begins before Thai: a short way for most texts. */
  private static final int FIRST = 0x0E00;

  /** ASCII and kana in the widths of East Asian terminals. */
  private static final Pattern OTHER_WIDTH = Pattern.compile("[\uFF01-\uFFEE]+");

  private UnspacedScripts() {}

  /**
   * The text in its composed form (NFC), with letters, digits and kana of full or half width in
   * their usual one.
   */
  public static String normalise(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    for (int i = 0; i < composed.length(); i++) {
      if (composed.charAt(i) >= '\uFF01' && composed.charAt(i) <= '\uFFEE') {
        String usual =
            OTHER_WIDTH
                .matcher(composed)
                .replaceAll(found -> Normalizer.normalize(found.group(), Normalizer.Form.NFKC));
        return Normalizer.normalize(usual, Normalizer.Form.NFC);
      }
    }
    return composed;
  }

  /**
   * Cuts a run of letters, digits and combining marks into what is a word, since it is written in
   * other scripts, and the n-grams of what is not. A run without unspaced scripts is a word as it
   * is.
   *
   * @param words receives words, in order
   * @param grams receives n-grams of 1 to {@value #LONGEST} characters, each with its marks
   */
  public static void cut(String run, Consumer<String> words, Consumer<String> grams) {
    int start = 0;
    boolean unspaced = false;
    for (int i = 0; i < run.length(); ) {
      int point = run.codePointAt(i);
      boolean here = isMark(point) ? unspaced : isUnspaced(point);
      if (here != unspaced) {
        give(run.substring(start, i), unspaced, words, grams);
        start = i;
        unspaced = here;
      }
      i += Character.charCount(point);
    }
    give(run.substring(start), unspaced, words, grams);
  }

  private static void give(
      String part, boolean unspaced, Consumer<String> words, Consumer<String> grams) {
    if (part.isEmpty()) {
      return;
    }
    if (!unspaced) {
      words.accept(part);
      return;
    }
    int[] starts = characters(part);
    for (int i = 0; i + 1 < starts.length; i++) {
      for (int n = 1; n <= LONGEST && i + n < starts.length; n++) {
        grams.accept(part.substring(starts[i], starts[i + n]));
      }
    }
  }

  /** Where the characters start, and the end. */
  private static int[] characters(String part) {
    int[] starts = new int[part.length() + 1];
    int count = 0;
    int before = 0;
    for (int i = 0; i < part.length(); ) {
      int point = part.codePointAt(i);
      if (i == 0 || !(isMark(point) || isStacker(before))) {
        starts[count++] = i;
      }
      before = point;
      i += Character.charCount(point);
    }
    starts[count++] = part.length();
    return Arrays.copyOf(starts, count);
  }

  /** Whether a code point is of a script that puts no spaces between words. */
  public static boolean isUnspaced(int point) {
    // the marks of length and repetition among kana belong to no script
    return point >= FIRST
        && (SCRIPTS.contains(UnicodeScript.of(point)) || (point >= 0x3005 && point <= 0x30FF));
  }

  private static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  /** In Burmese and Khmer the next consonant is written below. */
  private static boolean isStacker(int point) {
    return point == 0x1039 || point == 0x17D2;
  }
}
