package org.al4j.core.query;

import java.util.Map;
import java.util.PrimitiveIterator;
import org.al4j.core.pool.Pool;
import org.al4j.core.settings.Settings;

/**
 * A uniform random subset of the pool, drawn without replacement by selection sampling (Knuth,
 * algorithm S).
 */
final class RandomShare implements CandidatePolicy {
  private final double share;

  RandomShare(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share must lie in (0, 1], found " + share);
    }
    this.share = share;
  }

  @Override
  public String describe() {
    return "RandomShare(" + share + ")";
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("RandomShare").with("share", share).toMap();
  }

  @Override
  public Candidates choose(Pool<?> pool, RoundContext round) {
    int n = pool.unlabelledCount();
    int[] wanted = {Math.max((int) Math.ceil(share * n), needed(pool, round.budget()))};
    int[] left = {n};
    return Candidates.where(
        pool,
        ordinal -> {
          boolean keep = round.random().nextInt(left[0]--) < wanted[0];
          if (keep) {
            wanted[0]--;
          }
          return keep;
        });
  }

  /** An upper bound on how many instances the budget can take. */
  private static int needed(Pool<?> pool, Budget budget) {
    if (budget instanceof Budget.Items items) {
      return items.count();
    }
    double lightest = Double.POSITIVE_INFINITY;
    for (PrimitiveIterator.OfInt all = pool.unlabelledOrdinals(); all.hasNext(); ) {
      lightest = Math.min(lightest, budget.weight(pool.corpus().get(all.nextInt())));
    }
    double bound = Math.ceil(budget.limit() / lightest);
    return bound < pool.unlabelledCount() ? (int) bound : pool.unlabelledCount();
  }
}
