package org.al4j.models.setfit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PairsTest {
  /** Three texts of class 0, two of class 1, one of class 2: 4 pairs of one class, 11 of two. */
  private static final int[] CLASSES = {1, 0, 0, 2, 1, 0};

  private static final Pairs PAIRS = new Pairs(CLASSES);

  private static List<Pair> draw(PairSampling sampling, int count, long seed) {
    return PAIRS.draw(sampling, count, new SplittableRandom(seed));
  }

  private static Set<Integer> texts(Pair pair) {
    return Set.of(pair.first(), pair.second()); // refuses a text with itself
  }

  @Test
  void count_anyNumberWanted_atMostWhatThereIs() {
    assertEquals(4, PAIRS.same());
    assertEquals(11, PAIRS.different());
    assertEquals(15, PAIRS.count(PairSampling.UNIQUE, 1000));
    assertEquals(7, PAIRS.count(PairSampling.UNIQUE, 7));
    assertEquals(22, PAIRS.count(PairSampling.OVERSAMPLING, 1000));
    assertEquals(7, PAIRS.count(PairSampling.OVERSAMPLING, 7));
  }

  @Test
  void draw_uniqueAndAll_isEveryPairOnce() {
    List<Pair> all = draw(PairSampling.UNIQUE, 15, 1);
    assertEquals(15, all.stream().map(PairsTest::texts).distinct().count());
    for (Pair pair : all) {
      assertEquals(CLASSES[pair.first()] == CLASSES[pair.second()], pair.same());
    }
  }

  @Test
  void draw_oversampled_kindsAreEqualAndTheScarcerRepeats() {
    List<Pair> drawn = draw(PairSampling.OVERSAMPLING, 22, 1);
    Map<Boolean, Map<Set<Integer>, Long>> counts =
        drawn.stream()
            .collect(
                Collectors.partitioningBy(
                    Pair::same, Collectors.groupingBy(PairsTest::texts, Collectors.counting())));
    assertEquals(4, counts.get(true).size());
    counts.get(true).values().forEach(n -> assertTrue(n == 2 || n == 3, counts::toString));
    assertEquals(11, counts.get(true).values().stream().mapToLong(n -> n).sum());
    assertEquals(11, counts.get(false).size());
    assertEquals(11, drawn.stream().filter(pair -> !pair.same()).count());
    drawn.forEach(
        pair -> assertEquals(CLASSES[pair.first()] == CLASSES[pair.second()], pair.same()));
  }

  /** 6,000 draws of 5 of 15: 2,000 a pair, deviation sqrt(6000 / 3 * 2 / 3) = 37. */
  @Test
  void draw_fewOfMany_eachAsOftenAndEachAsEarly() {
    Map<Set<Integer>, Integer> counts = new HashMap<>();
    Map<Set<Integer>, Integer> first = new HashMap<>();
    for (int seed = 0; seed < 6000; seed++) {
      List<Pair> drawn = draw(PairSampling.UNIQUE, 5, seed);
      assertEquals(5, drawn.stream().map(PairsTest::texts).distinct().count());
      drawn.forEach(pair -> counts.merge(texts(pair), 1, Integer::sum));
      first.merge(texts(drawn.get(0)), 1, Integer::sum);
    }
    assertEquals(15, counts.size());
    counts.values().forEach(n -> assertEquals(2000, n, 185));
    first.values().forEach(n -> assertEquals(400, n, 97)); // deviation 19.3
  }

  @Test
  void draw_sameSeed_samePairsInTheSameOrder() {
    assertEquals(draw(PairSampling.OVERSAMPLING, 10, 3), draw(PairSampling.OVERSAMPLING, 10, 3));
    assertNotEquals(draw(PairSampling.OVERSAMPLING, 10, 3), draw(PairSampling.OVERSAMPLING, 10, 4));
  }

  @Test
  void draw_manyTexts_pairsAreThoseOfTheirNumber() {
    int[] classes = new int[5000];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i % 7;
    }
    Pairs many = new Pairs(classes);
    assertEquals(5000L * 4999 / 2, many.same() + many.different());
    for (Pair pair : many.draw(PairSampling.OVERSAMPLING, 2000, new SplittableRandom(1))) {
      assertEquals(pair.first() % 7 == pair.second() % 7, pair.same());
      assertNotEquals(pair.first(), pair.second());
    }
  }
}
