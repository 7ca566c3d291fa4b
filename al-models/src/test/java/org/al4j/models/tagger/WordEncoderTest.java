package org.al4j.models.tagger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.models.Fixtures;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.tokenize.LongTexts;
import org.al4j.models.transformer.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordEncoderTest {
  private static final int NONE = WordWindows.NONE;

  private static WordEncoder encoder(LongTexts tooLong) {
    return encoder(tooLong, 8);
  }

  private static WordEncoder encoder(LongTexts tooLong, int length) {
    try (Checkpoint checkpoint = Checkpoint.open(Fixtures.path("models/bert/tokcls"))) {
      return new WordEncoder(checkpoint, new Recipe.Texts(length, tooLong));
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

  /** Words of one to three tokens; by the rule, looked up window by window. */
  @ParameterizedTest
  @ValueSource(ints = {7, 8, 13, 40})
  void encode_drawnSentences_eachWordIsReadOnceWhereItHasMostContext(int length) {
    List<String> known = List.of("good", "is", "zable", "goodgood", "run");
    SplittableRandom random = new SplittableRandom(length);
    try (WordEncoder encoder = encoder(LongTexts.TRUNCATE, length);
        WordEncoder whole = encoder(LongTexts.TRUNCATE, 40)) {
      for (int round = 0; round < 20; round++) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(1, 60); i > 0; i--) {
          words.add(known.get(random.nextInt(known.size())));
        }
        WordWindows read = encoder.encode(List.of(Instance.ofWords("x", words))).get(0);
        requireMostContext(read, words.size());
        int[] ids = ids(whole.encode(List.of(Instance.ofWords("x", words))).get(0));
        assertArrayEquals(ids, ids(read), "each word's first token");
      }
    }
  }

  /** By word the id of the token that it is read from. */
  private static int[] ids(WordWindows read) {
    int[] ids = new int[read.count()];
    for (int at = 0; at < read.sequences().size(); at++) {
      for (int token : read.firsts(at)) {
        assertEquals(0, ids[read.words()[at][token]], "once");
        ids[read.words()[at][token]] = read.sequences().get(at).ids()[token];
      }
    }
    for (int id : ids) {
      assertTrue(id > 0, "none is dropped");
    }
    return ids;
  }

  /** Where windows overlap, a word lies at least as far from the inner edge as in the other. */
  private static void requireMostContext(WordWindows read, int count) {
    int windows = read.sequences().size();
    for (int at = 0; at < windows; at++) {
      int room = read.sequences().get(at).length() - 2; // without [CLS] and [SEP]
      int[] firsts = read.firsts(at);
      for (int token : firsts) {
        int left = at == 0 ? Integer.MAX_VALUE : token - 1;
        int right = at == windows - 1 ? Integer.MAX_VALUE : room - token;
        // in the middle of a window of room tokens, of which the next begins with the half of it
        assertTrue(Math.min(left, right) >= room / 4 - 1, "token " + token + " of " + room);
      }
    }
    assertEquals(count, read.count());
  }
}
