package org.al4j.bench.fuzz.mutate;

import java.util.random.RandomGenerator;

/** Changes a file a little, or a lot. */
@FunctionalInterface
interface Mutator {
  /** No mutated file is longer, so that a million of them take minutes. */
  int LONGEST = 1 << 16;

  /**
   * A changed copy.
   *
   * @param bytes the file so far; not written to
   * @param other another valid file of the same kind, to take parts from
   */
  byte[] mutate(byte[] bytes, byte[] other, RandomGenerator random);
}
