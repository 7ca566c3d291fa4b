package org.al4j.models.tfidf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordTokenizerTest {
  private static List<String> terms(String text, int ngrams, int minimumLength) {
    return new WordTokenizer(new TfidfSettings(1, ngrams, minimumLength, 1)).terms(text);
  }

  @Test
  void terms_threeLanguages_areLowerCasedWords() {
    assertEquals(List.of("don", "stop", "wi_fi", "4g"), terms("Don't STOP, wi_fi-4G!", 1, 2));
    assertEquals(List.of("på", "døra", "blåbær"), terms("På døra: «BLÅBÆR» å", 1, 2));
    assertEquals(List.of("счёт", "приложение"), terms("Счёт… ПРИЛОЖЕНИЕ — я", 1, 2));
  }

  @Test
  void terms_decomposedLetters_equalComposedOnes() {
    assertEquals(terms("й на å", 1, 1), terms("и\u0306 на a\u030A", 1, 1));
  }

  @Test
  void terms_pairs_followTheWordsAndSkipDroppedOnes() {
    assertEquals(List.of("the", "app", "is", "the app", "app is"), terms("the a app is", 2, 2));
  }

  @Test
  void terms_lengthInCodePoints_countsASupplementaryLetterOnce() {
    assertEquals(List.of(), terms("\uD835\uDC9C", 1, 2));
    assertEquals(1, terms("\uD835\uDC9C\uD835\uDC9C", 1, 2).size());
  }

  @Test
  void terms_nothingToFind_areNone() {
    assertEquals(List.of(), terms("", 2, 1));
    assertEquals(List.of(), terms(" \t\u0000😀 …", 2, 1));
  }
}
