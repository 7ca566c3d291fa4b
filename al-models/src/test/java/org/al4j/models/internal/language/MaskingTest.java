package org.al4j.models.internal.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.al4j.models.internal.engine.train.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
  private static final int MASK = 4;
  private static final Set<Integer> SPECIAL = Set.of(0, 1, 2, 3, MASK);
  private static final int VOCABULARY = 105;
  private static final Masking MASKING = new Masking(MASK, SPECIAL, VOCABULARY);

  /** A text of {@code n} words between two special tokens. */
  private static int[] text(int n) {
    return IntStream.concat(
            IntStream.concat(IntStream.of(2), IntStream.range(0, n).map(i -> 5 + i)),
            IntStream.of(3))
        .toArray();
  }

  private static int asked(Example example) {
    return (int) IntStream.of(example.labels()).filter(label -> label >= 0).count();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1", "9, 1", "10, 2", "20, 3", "100, 15"})
  void example_wordsOfAText_fifteenPercentAndAtLeastOneAreAskedFor(int words, int expected) {
    for (int seed = 0; seed < 20; seed++) {
      int[] ids = text(words);
      Example example = MASKING.example(ids, new SplittableRandom(seed));
      assertEquals(expected, asked(example));
      assertArrayEquals(text(words), ids, "the text itself stays");
      for (int i = 0; i < ids.length; i++) {
        boolean answers = example.labels()[i] == ids[i];
        boolean silent = example.labels()[i] == Example.IGNORED;
        assertTrue(answers || (silent && example.sequence().ids()[i] == ids[i]));
      }
    }
  }

  @Test
  void example_specialTokens_neverAskedForAndNeverDrawn() {
    int[] ids = {2, 0, 1, MASK, 7, 8, 3};
    for (int seed = 0; seed < 2000; seed++) {
      Example example = MASKING.example(ids, new SplittableRandom(seed));
      int[] read = example.sequence().ids();
      for (int i = 0; i < ids.length; i++) {
        if (SPECIAL.contains(ids[i])) {
          assertEquals(Example.IGNORED, example.labels()[i]);
          assertEquals(ids[i], read[i]);
        } else {
          assertFalse(SPECIAL.contains(read[i]) && read[i] != MASK, "drawn " + read[i]);
        }
      }
    }
    assertEquals(2, MASKING.candidates(ids));
    assertEquals(0, MASKING.candidates(new int[] {2, 3}));
  }

  /** 4 standard deviations of a share of 30,000 draws are at most .0093 (.8), .0070 (.1). */
  @Test
  void example_manyTexts_eightyTenTenAndEveryPlaceAsOften() {
    int[] ids = text(100);
    int[] places = new int[100];
    int[] drawn = new int[VOCABULARY];
    int masked = 0;
    int kept = 0;
    int replaced = 0;
    int texts = 2000;
    for (int seed = 0; seed < texts; seed++) {
      Example example = MASKING.example(ids, new SplittableRandom(seed));
      for (int i = 0; i < ids.length; i++) {
        if (example.labels()[i] >= 0) {
          places[i - 1]++;
          int read = example.sequence().ids()[i];
          masked += read == MASK ? 1 : 0;
          kept += read == ids[i] ? 1 : 0;
          if (read != MASK && read != ids[i]) {
            replaced++;
            drawn[read]++;
          }
        }
      }
    }
    double all = 15.0 * texts;
    assertEquals(.8, masked / all, .0093);
    assertEquals(.1 + .1 / 100, kept / all, .0071, "a draw may hit the word itself");
    assertEquals(.1 - .1 / 100, replaced / all, .0071);
    for (int count : places) { // 300 expected, deviation sqrt(2000 * .15 * .85) = 16
      assertEquals(300, count, 80);
    }
    for (int id = 5; id < VOCABULARY; id++) { // 29.7 expected, deviation 5.4
      assertEquals(29.7, drawn[id], 27);
    }
  }

  @Test
  void example_sameSeed_sameMasks() {
    Example one = MASKING.example(text(40), new SplittableRandom(3));
    Example same = MASKING.example(text(40), new SplittableRandom(3));
    Example other = MASKING.example(text(40), new SplittableRandom(4));
    assertArrayEquals(one.labels(), same.labels());
    assertArrayEquals(one.sequence().ids(), same.sequence().ids());
    assertFalse(Arrays.equals(one.labels(), other.labels()));
  }
}
