package org.al4j.core;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One root seed, split by role and round, so that every random part of a run has a stream of its
 * own and a resumed run finds each stream again without having saved it. The split is a hash
 * (FNV-1a of the role, then two rounds of the SplitMix64 finaliser), not a draw: the order in which
 * streams are asked for does not matter.
 */
public record Seeds(long root) {

  /**
   * The seed of {@code role} in {@code round}; equal arguments give equal seeds on every platform.
   */
  public long seed(String role, int round) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < role.length(); i++) {
      hash = (hash ^ role.charAt(i)) * 0x100000001b3L;
    }
    return mix(mix(root ^ hash) + 0x9e3779b97f4a7c15L * (round + 1L));
  }

  /** A fresh generator for {@code role} in {@code round}. */
  public RandomGenerator generator(String role, int round) {
    return new SplittableRandom(seed(role, round));
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
