package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopRankedTest {
  /** Most wanted first: places 3, 0, 4, 1, 2. */
  private static final double[] SCORES = {0.8, 0.2, -0.5, 0.9, 0.3};

  @Test
  void share_ofFive_countsTheQueriedAmongTheFirst() {
    int[] queried = {0, 1};
    assertEquals(0, TopRanked.share(SCORES, queried, 0.2));
    assertEquals(0.5, TopRanked.share(SCORES, queried, 0.4));
    assertEquals(0.5, TopRanked.share(SCORES, queried, 0.6));
    assertEquals(1, TopRanked.share(SCORES, queried, 0.8));
    assertEquals(1, TopRanked.share(SCORES, queried, 1));
    assertEquals(1, TopRanked.share(SCORES, new int[] {3}, 0.01)); // one at least: ceil(0.05)
    assertEquals(2 / 3.0, TopRanked.share(SCORES, new int[] {4, 3, 1}, 0.5)); // ceil(2.5) = 3
  }

  @Test
  void share_equalScores_takesTheEarlier() {
    double[] equal = {1, 1, 1, 1};
    assertEquals(1, TopRanked.share(equal, new int[] {0, 1}, 0.5));
    assertEquals(0, TopRanked.share(equal, new int[] {2, 3}, 0.5));
    assertEquals(1, TopRanked.share(new double[] {-0.0, 0.0}, new int[] {0}, 0.5));
  }

  @Test
  void share_everyTopOfThousand_isItsSizeExactly() {
    double[] scores = new double[1000];
    Arrays.setAll(scores, i -> -i);
    int[] all = IntStream.range(0, 1000).toArray();
    for (int percent = 1; percent <= 100; percent++) {
      assertEquals(
          percent / 100.0, TopRanked.share(scores, all, percent / 100.0), "top " + percent);
    }
  }

  @Test
  void share_whatIsNoQueryOrNoScore_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> TopRanked.share(SCORES, new int[] {0}, 0));
    assertThrows(IllegalArgumentException.class, () -> TopRanked.share(SCORES, new int[] {0}, 1.1));
    assertThrows(IllegalArgumentException.class, () -> TopRanked.share(SCORES, new int[] {}, 0.5));
    assertThrows(IllegalArgumentException.class, () -> TopRanked.share(SCORES, new int[] {5}, 0.5));
    assertThrows(
        IllegalArgumentException.class, () -> TopRanked.share(SCORES, new int[] {1, 1}, 0.5));
    assertThrows(
        IllegalArgumentException.class,
        () -> TopRanked.share(new double[] {1, Double.NaN}, new int[] {0}, 0.5));
  }
}
