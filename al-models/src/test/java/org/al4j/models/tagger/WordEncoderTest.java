package org.al4j.models.tagger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.models.Fixtures;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.tokenize.LongTexts;
import org.al4j.models.transformer.Recipe;
import org.junit.jupiter.api.Test;

class WordEncoderTest {
  private static final int NONE = WordWindows.NONE;

  private static WordEncoder encoder(LongTexts tooLong) {
    try (Checkpoint checkpoint = Checkpoint.open(Fixtures.path("models/bert/tokcls"))) {
      return new WordEncoder(checkpoint, new Recipe.Texts(8, tooLong));
    }
  }

  private static Instance good(int words) {
    return Instance.ofWords("g", Collections.nCopies(words, "good"));
  }

  /** Six words of a token each fit a window; of nine, two windows share three. */
  @Test
  void encode_nineWords_areReadWhereContextIsLargest() {
    try (WordEncoder encoder = encoder(LongTexts.TRUNCATE)) {
      WordWindows six = encoder.encode(List.of(good(6))).get(0);
      assertEquals(1, six.sequences().size());
      assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6}, six.firsts(0));
      WordWindows nine = encoder.encode(List.of(good(9))).get(0);
      assertEquals(2, nine.sequences().size());
      // the second begins with word 3: 3 and 4 have more behind them in the first, 4 is a tie
      assertArrayEquals(new int[] {NONE, 0, 1, 2, 3, 4, NONE, NONE}, nine.words()[0]);
      assertArrayEquals(new int[] {NONE, NONE, NONE, 5, 6, 7, 8, NONE}, nine.words()[1]);
    }
  }

  @Test
  void encode_wordOfSeveralTokens_isReadFromItsFirst() {
    try (WordEncoder encoder = encoder(LongTexts.TRUNCATE)) {
      Instance x = Instance.ofWords("x", List.of("is", "zable", "\u0007", "run"));
      WordWindows one = encoder.encode(List.of(x)).get(0);
      assertArrayEquals(new int[] {NONE, 0, 1, 1, 3, NONE}, one.words()[0]);
      assertArrayEquals(new int[] {1, 2, 4}, one.firsts(0));
      assertArrayEquals(new int[] {1, 2, 3, 4}, one.all(0));
      assertEquals(4, one.count());
    }
  }

  @Test
  void encode_longSentenceWhereTheyAreRefused_saysBothLengths() {
    try (WordEncoder encoder = encoder(LongTexts.REFUSE)) {
      InvalidInputException e =
          assertThrows(InvalidInputException.class, () -> encoder.encode(List.of(good(9))));
      assertTrue(String.valueOf(e.getMessage()).contains("11 tokens, at most 8"));
    }
  }
}
