package org.al4j.models.internal.engine.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shares a batch out so that all lanes have about as many tokens: they wait for the last. */
public final class Shares {
  private Shares() {}

  /**
   * The longest first, each to the lane with the fewest tokens so far (Graham's rule: at most 4/3
   * of the best makespan); no lane is left empty.
   *
   * @param seed of the first example's dropout masks; the next ones count up
   * @param lanes at most so many parts
   */
  static List<List<Shard.Seeded>> of(List<Example> batch, long seed, int lanes) {
    List<Shard.Seeded> examples =
        IntStream.range(0, batch.size())
            .mapToObj(i -> new Shard.Seeded(batch.get(i), seed + i))
            .sorted(Comparator.comparingInt(one -> -one.tokens())) // stable
            .toList();
    List<List<Shard.Seeded>> parts = new ArrayList<>();
    for (int lane = 0; lane < Math.min(lanes, batch.size()); lane++) {
      parts.add(new ArrayList<>());
    }
    for (Shard.Seeded example : examples) {
      parts.stream()
          .min(Comparator.comparingInt(Shares::tokens)) // the first of equals
          .orElseThrow()
          .add(example);
    }
    return parts;
  }

  private static int tokens(List<Shard.Seeded> part) {
    return part.stream().mapToInt(Shard.Seeded::tokens).sum();
  }
}
