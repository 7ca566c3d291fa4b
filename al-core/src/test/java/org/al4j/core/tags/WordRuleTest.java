package org.al4j.core.tags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.Instance;
import org.junit.jupiter.api.Test;

class WordRuleTest {
  private static List<String> words(String text) {
    return WordRule.cut(text).words(text);
  }

  @Test
  void cut_texts_giveWords() {
    assertEquals(
        List.of("Dr", ".", "No", "\u2019", "s", "2nd", "visit"), words("Dr. No\u2019s 2nd\tvisit"));
    assertEquals(List.of(), words(" \n\u00a0\u200e"));
    assertEquals(List.of("e\u0301te\u0301"), words("e\u0301te\u0301 ")); // combining accents
    assertEquals(List.of("-", "-"), words("--"));
  }

  @Test
  void cut_emoji_staysWhole() {
    String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67"; // three joined
    String thumb = "\uD83D\uDC4D\uD83C\uDFFD"; // with a skin tone
    String flag = "\uD83C\uDDE9\uD83C\uDDEA";
    String heart = "\u2764\uFE0F";
    assertEquals(
        List.of("hi", family, thumb, flag, flag, heart, "!"),
        words("hi" + family + thumb + flag + flag + heart + "!"));
  }

  @Test
  void cut_scriptsWithoutSpaces_giveCharacters() {
    assertEquals(List.of("\u5317", "\u4EAC", "2024", "\u5E74"), words("\u5317\u4EAC2024\u5E74"));
    assertEquals(
        List.of("\uD840\uDC00", "\u5317"), words("\uD840\uDC00\u5317")); // a rare character
  }

  @Test
  void cut_rightToLeft_keepsOffsets() {
    String text =
        "\u200F\u05E9\u05DC\u05D5\u05DD, \u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645"; // with
    // a
    // non-joiner
    WordOffsets words = WordRule.cut(text);
    assertEquals(3, words.size());
    assertEquals(1, words.start(0));
    assertEquals(5, words.end(0));
    assertEquals(
        "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
        text.substring(words.start(2), words.end(2)));
  }

  /** Whatever the text: words are found again where they were cut, and nothing visible is lost. */
  @Test
  void cut_randomTexts_areFoundAgain() {
    RandomGenerator random = new Seeds(5).generator("texts", 0);
    int[] points = {
      'a', 'b', ' ', '.', '-', '\n', 0x301, 0x200D, 0x200C, 0x1F600, 0x1F3FD, 0x1F1E9, 0x5317,
      0x5D0, 0x200F, 0xE01, 0xE49, '7', 0xD83D, 0x2764, 0xFE0F, 0
    };
    for (int trial = 0; trial < 3000; trial++) {
      StringBuilder made = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        made.appendCodePoint(points[random.nextInt(points.length)]);
      }
      String text = made.toString();
      WordOffsets cut = WordRule.cut(text);
      WordOffsets found = WordOffsets.of(text, cut.words(text));
      int at = 0;
      for (int i = 0; i < cut.size(); i++) {
        assertEquals(cut.start(i), found.start(i), text);
        assertEquals(cut.end(i), found.end(i), text);
        assertTrue(cut.start(i) >= at && cut.end(i) > cut.start(i), text);
        at = cut.end(i);
      }
      long visible =
          text.codePoints().filter(c -> Character.isLetterOrDigit(c) || c == '.').count();
      long kept =
          String.join("", cut.words(text))
              .codePoints()
              .filter(c -> Character.isLetterOrDigit(c) || c == '.')
              .count();
      assertEquals(visible, kept, text);
    }
  }

  @Test
  void of_wordsWithBlanksBetween_areWhereTheyStand() {
    WordOffsets words = WordOffsets.of(Instance.ofWords("1", List.of("a", " ", "ab", "b")));
    assertEquals(2, words.start(1));
    assertEquals(4, words.start(2));
    assertEquals(7, words.start(3));
  }

  @Test
  void of_otherWords_isRefusedByName() {
    Instance other = new Instance("x7", "one two", List.of("two", "one"), java.util.Map.of());
    String message =
        assertThrows(InvalidInputException.class, () -> WordOffsets.of(other)).getMessage();
    assertTrue(message.contains("'x7'") && message.contains("'one'"), message);
  }

  @Test
  void ofCodePoints_behindAnEmoji_isShiftedAndBack() {
    String text = "\uD83D\uDE00 Uber";
    CharSpan span = CharSpan.ofCodePoints("ORG", 2, 6, text);
    assertEquals(new CharSpan("ORG", 3, 7), span);
    assertEquals("Uber", span.of(text));
    assertEquals(2, span.startPoint(text));
    assertEquals(6, span.endPoint(text));
  }

  @Test
  void charSpan_emptyOrOutside_isRefused() {
    assertThrows(
        InvalidInputException.class, () -> CharSpan.ofCodePoints("A", 0, 3, "\uD83D\uDE00x"));
    assertThrows(InvalidInputException.class, () -> CharSpan.ofUnits("A", -1, 1, "ab"));
    assertThrows(InvalidInputException.class, () -> CharSpan.ofUnits("A", 0, 3, "ab"));
    assertThrows(InvalidInputException.class, () -> CharSpan.ofUnits("A", 1, 1, "ab"));
    assertThrows(
        InvalidInputException.class, () -> CharSpan.ofCodePoints("A", Long.MAX_VALUE, 1, "ab"));
  }

  @Test
  void fit_spans_becomeWordsOrAreTold() {
    String text = "Uber hires Dr. No today";
    WordOffsets words = WordRule.cut(text); // Uber hires Dr . No today
    SpanFit whole =
        SpanFit.of(text, words, List.of(new CharSpan("PER", 11, 17), new CharSpan("ORG", 0, 4)));
    assertEquals(List.of(new Span("ORG", 0, 1), new Span("PER", 2, 5)), whole.spans());
    assertEquals(List.of(), whole.misfits());
    SpanFit odd =
        SpanFit.of(
            text,
            words,
            List.of(
                new CharSpan("ORG", 1, 4), // within a word
                new CharSpan("GAP", 4, 5), // the blank
                new CharSpan("PER", 11, 18), // with the blank behind it
                new CharSpan("LOC", 15, 17))); // of which the one before has a word
    assertEquals(List.of(new Span("ORG", 0, 1), new Span("PER", 2, 5)), odd.spans());
    assertEquals(4, odd.misfits().size(), odd.misfits()::toString);
    assertEquals("ORG 1 to 4 'ber' does not fit the words ORG 0 to 4 'Uber'", odd.misfits().get(0));
    assertEquals("GAP 4 to 5 ' ' has no word", odd.misfits().get(1));
  }
}
