package org.al4j.core.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.pool.Pool;
import org.junit.jupiter.api.Test;

class CandidatePolicyTest {
  private static final int SIZE = 200;

  private static Pool<ClassLabel> pool() {
    List<Instance> instances = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      instances.add(Instance.ofText(String.format(Locale.ROOT, "i%03d", i), "t"));
    }
    return Pool.unlabelled(instances);
  }

  private static RoundContext round(long seed, Budget budget) {
    return new RoundContext(1, new SplittableRandom(seed), budget);
  }

  @Test
  void all_skippedInstances_areLeftOut() {
    Candidates candidates =
        CandidatePolicy.all().choose(pool().skip(List.of("i003")), round(1, Budget.items(1)));
    assertEquals(SIZE - 1, candidates.size());
    assertEquals("i004", candidates.get(3).id());
  }

  @Test
  void ordinalOf_candidatesOnly_areFound() {
    Candidates odd = Candidates.where(pool(), ordinal -> ordinal % 2 == 1);
    assertEquals(7, odd.ordinalOf("i007"));
    assertEquals(-1, odd.ordinalOf("i008"));
    assertEquals(-1, odd.ordinalOf("nobody"));
  }

  @Test
  void randomShare_quarter_keepsExactlyAQuarterUniformly() {
    int[] kept = new int[SIZE];
    int draws = 4_000;
    for (int seed = 0; seed < draws; seed++) {
      Candidates candidates =
          CandidatePolicy.randomShare(0.25).choose(pool(), round(seed, Budget.items(10)));
      assertEquals(50, candidates.size());
      for (int i = 0; i < candidates.size(); i++) {
        kept[candidates.ordinal(i)]++;
      }
    }
    for (int count : kept) {
      // binomial(4000, 1/4): mean 1000, standard deviation 27
      assertTrue(Math.abs(count - 1_000) < 5 * 27, "kept " + count + " times");
    }
  }

  @Test
  void randomShare_smallerThanBudget_isToppedUp() {
    CandidatePolicy policy = CandidatePolicy.randomShare(0.01);
    assertEquals(30, policy.choose(pool(), round(1, Budget.items(30))).size());
    assertEquals(10, policy.choose(pool(), round(1, Budget.tokens(50, x -> 5))).size());
    assertEquals(SIZE, policy.choose(pool(), round(1, Budget.items(500))).size());
  }

  @Test
  void randomShare_badShare_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> CandidatePolicy.randomShare(0));
    assertThrows(IllegalArgumentException.class, () -> CandidatePolicy.randomShare(1.1));
  }
}
