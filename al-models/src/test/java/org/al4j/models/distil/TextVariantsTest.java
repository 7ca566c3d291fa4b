package org.al4j.models.distil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;

/** Texts whose tokens say which text they are of, and where they stand in it. */
class TextVariantsTest {
  private static final int START = 1;
  private static final int END = 2;
  private static final TextVariants VARIANTS = new TextVariants(1, 20);
  private static final List<int[]> TEXTS = List.of(text(100, 10), text(200, 20), text(300, 3));

  private static int[] text(int first, int length) {
    int[] ids = IntStream.range(first, first + length).toArray();
    ids[0] = START;
    ids[length - 1] = END;
    return ids;
  }

  private static int[] inside(int[] ids) {
    return Arrays.copyOfRange(ids, 1, ids.length - 1);
  }

  /** One text up to a place, another from a place on, cut at its beginning if there is no room. */
  private static boolean joined(int[] copy) {
    int[] inside = inside(copy);
    int head = 0;
    while (head < inside.length && inside[head] == 101 + head) {
      head++;
    }
    for (int i = head + 1; i < inside.length; i++) {
      if (inside[i] != inside[i - 1] + 1) {
        return false;
      }
    }
    int last = inside[inside.length - 1];
    return head > 0 && (last == 108 || last == 218 || last == 301 || head == inside.length);
  }

  private static boolean lost(int[] copy) {
    int[] inside = inside(copy);
    return inside.length < 8
        && IntStream.range(0, inside.length)
            .allMatch(i -> inside[i] / 100 == 1 && (i == 0 || inside[i] > inside[i - 1]));
  }

  @Test
  void copy_manyDraws_areOfTheThreeWaysInTheirShares() {
    SplittableRandom random = new SplittableRandom(1);
    int draws = 20_000;
    int replacements = 0;
    int sameLength = 0;
    Set<List<Integer>> distinct = new HashSet<>();
    for (int k = 0; k < draws; k++) {
      int[] copy = VARIANTS.copy(TEXTS.get(0), TEXTS, random);
      assertEquals(START, copy[0]);
      assertEquals(END, copy[copy.length - 1]);
      assertTrue(copy.length >= 3 && copy.length <= 20, Arrays.toString(copy));
      distinct.add(Arrays.stream(copy).boxed().toList());
      if (!joined(copy) && !lost(copy)) {
        assertEquals(10, copy.length, Arrays.toString(copy));
        sameLength++;
        for (int i = 1; i < 9; i++) {
          replacements += copy[i] == 100 + i ? 0 : 1;
        }
      }
    }
    assertTrue(distinct.size() > 3000, "distinct " + distinct.size());
    // Two fifths, less those that replace nothing (.75^8 = .10) or look joined.
    assertEquals(.36, sameLength / (double) draws, .03);
    // A quarter of eight tokens, less the ninth of a text's own in the same place, given any.
    assertEquals(2.2, replacements / (double) sameLength, .15);
  }

  @Test
  void copy_sameSeed_isTheSame() {
    for (int seed = 0; seed < 50; seed++) {
      int[] first = VARIANTS.copy(TEXTS.get(1), TEXTS, new SplittableRandom(seed));
      int[] again = VARIANTS.copy(TEXTS.get(1), TEXTS, new SplittableRandom(seed));
      assertEquals(Arrays.toString(first), Arrays.toString(again));
    }
  }

  @Test
  void copy_oneWordInAll_keepsIt() {
    List<int[]> alone = List.of(text(100, 3));
    for (int seed = 0; seed < 50; seed++) {
      int[] copy = VARIANTS.copy(alone.get(0), alone, new SplittableRandom(seed));
      assertEquals("[1, 101, 2]", Arrays.toString(copy));
    }
  }

  @Test
  void alters_longOrEmpty_isFalse() {
    assertTrue(VARIANTS.alters(text(100, 20)));
    assertFalse(VARIANTS.alters(text(100, 21)));
    assertFalse(VARIANTS.alters(new int[] {START, END}));
    assertFalse(TextVariants.NONE.alters(text(100, 5)));
  }

  @Test
  void constructor_outOfRange_isRefused() {
    assertThrows(InvalidInputException.class, () -> new TextVariants(-1, 32));
    assertThrows(InvalidInputException.class, () -> new TextVariants(1, 3));
  }
}
