package org.al4j.models.internal.tags;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.Instance;
import org.junit.jupiter.api.Test;

class SentenceBlocksTest {
  private static List<List<Integer>> blocks(long numbers, int... lengths) {
    List<Instance> xs = new ArrayList<>();
    for (int length : lengths) {
      xs.add(Instance.ofText("x" + xs.size(), "words " + length));
    }
    List<List<Integer>> blocks = new ArrayList<>();
    SentenceBlocks.each(
        xs,
        x -> Integer.parseInt(x.text().substring(6)),
        numbers,
        (first, block) -> blocks.add(List.of(first, block.size())));
    return blocks;
  }

  @Test
  void each_longSentences_areFewAtATime() {
    assertEquals(List.of(List.of(0, 4)), blocks(9, 10, 0, 5000, 20));
    assertEquals(List.of(List.of(0, 2), List.of(2, 1)), blocks(9, 30_000, 1, 30_000));
    assertEquals(List.of(), blocks(9));
  }

  /** A thousand members with a hundred tags each: 335 words find room. */
  @Test
  void each_muchIsSaidOfAWord_areFewAtATime() {
    assertEquals(
        List.of(List.of(0, 3), List.of(3, 1), List.of(4, 1)),
        blocks(100_000, 100, 100, 100, 100, 5000));
  }
}
