package org.al4j.study;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.io.Sha256;
import org.al4j.core.log.Iteration;
import org.al4j.study.report.StudyResult;
import org.al4j.study.settings.QueryAmount;
import org.al4j.study.settings.QuerySizes;

/**
 * What is compared, and how much is labelled.
 *
 * @param strategies names, without repetition
 * @param firstSeed the first seed
 * @param seeds how many seeds; they follow each other
 * @param initial what is labelled at random before the first model
 * @param batch what is asked per round, in the same unit
 * @param rounds rounds after the initial batch
 */
public record StudyPlan(
    List<String> strategies,
    int firstSeed,
    int seeds,
    QueryAmount initial,
    QueryAmount batch,
    int rounds) {
  private static final int LONGEST_NAME = 230;

  /** Refuses numbers below 1, too many seeds or rounds to count, and repeated strategies. */
  public StudyPlan {
    strategies = List.copyOf(strategies);
    requirePositive("seeds", seeds);
    Objects.requireNonNull(initial, "initial");
    Objects.requireNonNull(batch, "batch");
    requirePositive("rounds", rounds);
    requireSeeds(firstSeed, seeds);
    if (strategies.isEmpty() || strategies.stream().distinct().count() < strategies.size()) {
      throw InvalidInputException.ofSettings(
          "{strategies} must name different strategies, at least one, found '%s'",
          String.join(",", strategies));
    }
    requireCountable(strategies.size(), seeds, rounds);
  }

  /** In numbers of texts. */
  public StudyPlan(
      List<String> strategies, int firstSeed, int seeds, int initial, int batch, int rounds) {
    this(
        strategies,
        firstSeed,
        seeds,
        QueryAmount.texts("initial", initial),
        QueryAmount.texts("batch", batch),
        rounds);
  }

  /** The amounts for a pool; refuses one that has less than the plan asks. */
  QuerySizes sizes(List<? extends Labelled<?>> pool) {
    return QuerySizes.of(
        initial, batch, rounds, pool.stream().<Instance>map(Labelled::instance).toList());
  }

  /** Refuses the last of a strategy's runs if no curve can have it beside the others. */
  void requireComparable(String strategy, List<StudyResult.SeedResult> runs) {
    StudyResult.SeedResult run = runs.get(runs.size() - 1);
    List<Integer> labels = labels(run);
    if (labels.size() <= rounds) {
      throw InvalidInputException.ofSettings(
          "strategy %s chose no more texts after %s labels with seed %s, in round %s of %s; let it"
              + " choose some in every round, or lower {rounds}",
          strategy, labels.get(labels.size() - 1), run.seed(), labels.size(), rounds);
    }
    if (!labels.equals(labels(runs.get(0)))) {
      throw InvalidInputException.ofSettings(
          "strategy %s chose other numbers of texts with seed %s, %s labels by round, than with seed"
              + " %s, %s; let it choose as many with every seed",
          strategy, run.seed(), labels, runs.get(0).seed(), labels(runs.get(0)));
    }
  }

  private static List<Integer> labels(StudyResult.SeedResult run) {
    return run.history().stream().map(Iteration::labelled).toList();
  }

  /** The seeds, ascending. */
  List<Integer> allSeeds() {
    return IntStream.rangeClosed(firstSeed, firstSeed + seeds - 1).boxed().toList();
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
    return shortened(plain, strategy) + (before == 0 ? "" : "_" + before) + "-seed" + seed;
  }

  /** File systems have names of 255 bytes at most, and a parameter may be a long path. */
  private static String shortened(String plain, String strategy) {
    if (plain.length() <= LONGEST_NAME) {
      return plain;
    }
    String hash = new Sha256().add(strategy).hex();
    return plain.substring(0, LONGEST_NAME - 17) + "." + hash.substring(0, 16);
  }

  /** How many rounds all runs have together, the initial ones included. */
  int totalRounds() {
    return strategies.size() * seeds * (rounds + 1);
  }

  private static void requireSeeds(int firstSeed, int seeds) {
    long last = (long) firstSeed + seeds - 1;
    if (last > Integer.MAX_VALUE) {
      throw InvalidInputException.ofSettings(
          "{firstSeed} %s and {seeds} %s end at seed %s; it must be at most %s: lower one",
          firstSeed, seeds, last, Integer.MAX_VALUE);
    }
  }

  private static void requireCountable(int strategies, int seeds, int rounds) {
    BigInteger all =
        BigInteger.valueOf(strategies)
            .multiply(BigInteger.valueOf(seeds))
            .multiply(BigInteger.valueOf(rounds + 1L));
    if (all.bitLength() >= Integer.SIZE) {
      throw InvalidInputException.ofSettings(
          "%s strategies x %s seeds x %s rounds = %s, must be at most %s;"
              + " lower {seeds} or {rounds}",
          strategies, seeds, rounds + 1L, all, Integer.MAX_VALUE);
    }
  }

  static void requirePositive(String setting, int value) {
    if (value < 1) {
      throw InvalidInputException.ofSettings(
          "{" + setting + "} must be at least 1, found %s", value);
    }
  }
}
