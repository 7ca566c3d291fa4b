package org.al4j.strategies.ups;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/** How a part of a ranked pool is drawn. */
enum UpsSampling {
  /** Each rank with its own chance, independently. */
  UPS {
    @Override
    BitSet draw(UpsSettings settings, int n, RandomGenerator random) {
      BitSet kept = new BitSet(n);
      for (int rank = 0; rank < n; rank++) {
        double chance = settings.chance(rank, n);
        if (chance >= 1 || random.nextDouble() < chance) {
          kept.set(rank);
        }
      }
      return kept;
    }
  },
  /** As many as {@link #UPS} is expected to keep, each subset with the same chance. */
  RANDOM {
    @Override
    BitSet draw(UpsSettings settings, int n, RandomGenerator random) {
      BitSet kept = new BitSet(n);
      int wanted = size(settings, n);
      for (int rank = 0; rank < n; rank++) { // Knuth, algorithm S
        if (random.nextInt(n - rank) < wanted) {
          kept.set(rank);
          wanted--;
        }
      }
      return kept;
    }
  },
  /** As many as {@link #UPS} is expected to keep, the most uncertain ones. */
  TOP {
    @Override
    BitSet draw(UpsSettings settings, int n, RandomGenerator random) {
      BitSet kept = new BitSet(n);
      kept.set(0, size(settings, n));
      return kept;
    }
  };

  /** The ranks that are kept, of {@code 0} to {@code n - 1}. */
  abstract BitSet draw(UpsSettings settings, int n, RandomGenerator random);

  private static int size(UpsSettings settings, int n) {
    return (int) Math.round(settings.expectedShare(n) * n);
  }
}
