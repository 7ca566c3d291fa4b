package org.al4j.examples.study;

import java.util.List;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;

/**
 * What is compared, and how much is labelled.
 *
 * @param strategies names, without repetition
 * @param firstSeed the first seed
 * @param seeds how many seeds; they follow each other
 * @param initial texts labelled at random before the first model
 * @param batch texts asked per round
 * @param rounds rounds after the initial batch
 */
public record Plan(
    List<String> strategies, int firstSeed, int seeds, int initial, int batch, int rounds) {
  /** Refuses numbers below 1 and repeated strategies. */
  public Plan {
    strategies = List.copyOf(strategies);
    requirePositive("--seeds", seeds);
    requirePositive("--initial", initial);
    requirePositive("--batch", batch);
    requirePositive("--rounds", rounds);
    if (strategies.isEmpty() || strategies.stream().distinct().count() < strategies.size()) {
      throw new InvalidInputException(
          "--strategy must name different strategies, at least one, found '"
              + String.join(",", strategies)
              + "'");
    }
  }

  /** Refuses a pool that has fewer texts than the plan asks. */
  void requirePool(int size) {
    long wanted = initial + (long) rounds * batch;
    if (wanted > size) {
      throw new InvalidInputException(
          "pool too small: initial "
              + initial
              + " + "
              + rounds
              + " rounds x "
              + batch
              + " = "
              + wanted
              + " instances wanted, "
              + size
              + " in the pool; lower --initial, --rounds or --batch");
    }
  }

  /** The seeds, ascending. */
  List<Integer> allSeeds() {
    return IntStream.range(firstSeed, firstSeed + seeds).boxed().toList();
  }

  /**
   * Where a run is kept, below the study's folder: names of files, whatever the strategy is called.
   */
  public String runFolder(String strategy, int seed) {
    String plain = strategy.replaceAll("[^A-Za-z0-9.=-]", "_");
    long before =
        strategies.subList(0, strategies.indexOf(strategy)).stream()
            .filter(other -> other.replaceAll("[^A-Za-z0-9.=-]", "_").equals(plain))
            .count();
    return plain + (before == 0 ? "" : "_" + before) + "-seed" + seed;
  }

  /** How many rounds all runs have together, the initial ones included. */
  int totalRounds() {
    return strategies.size() * seeds * (rounds + 1);
  }

  private static void requirePositive(String option, int value) {
    if (value < 1) {
      throw new InvalidInputException(option + " must be at least 1, found " + value);
    }
  }
}
