package org.al4j.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  @ParameterizedTest
  @CsvSource({
    "0.99998, 0.999980",
    "0.9995, 0.99950",
    "0.9999999999, > 0.99999999",
    "0.9994, 0.999",
    "1, 1.00",
    "0, 0.000",
    "0.78812, 0.788",
    "0.0123456, 0.0123",
    "0.00012, 1.20e-04",
    "12.345, 12.3",
    "1234.5, 1235",
    "-3.14159, -3.14",
  })
  void utility_anySize_isToldFromOne(double value, String shown) {
    assertEquals(shown, ExampleSection.utility(value));
  }

  @ParameterizedTest
  @CsvSource({"0.512, .51", "1, 1.00", "0.9999, > .99", "0.0001, < .01", "0, .00"})
  void probability_anySize_isNeverZeroOrOneUnlessItIs(double value, String shown) {
    assertEquals(shown, ExampleSection.probability(value));
  }

  @Test
  void text_veryLong_isCutBetweenWordsAndSaysHowLong() {
    String shown = Excerpt.text("word ".repeat(2000));
    assertEquals("word ".repeat(56).strip() + "\u2026 (9,999 characters in all)", shown);
  }

  @Test
  void text_longWithoutSpaces_isNotCutWithinACharacter() {
    String shown = Excerpt.text("a" + "\ud83d\ude00".repeat(300));
    assertEquals("a" + "\ud83d\ude00".repeat(139) + "\u2026 (601 characters in all)", shown);
  }

  @Test
  void label_controlsOfDirectionAndLineEnds_areLeftOut() {
    assertEquals("live a b", Excerpt.label("\u202elive\na\r\n b\u2069"));
    assertEquals("(empty)", Excerpt.label(" "));
  }

  @Test
  void escape_halfASurrogatePair_isReplaced() {
    assertEquals("a b \ud83d\ude00 ", Html.escape("a\ud83db\ude00\ud83d\ude00\uffff"));
  }
}
