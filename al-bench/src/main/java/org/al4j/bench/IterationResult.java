package org.al4j.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * What an iteration took and reached.
 *
 * @param quality accuracy or F1, from 0 to 1
 */
public record IterationResult(
    int updates, double trainSeconds, double scoreSeconds, double quality) {
  /** Of both. */
  public double seconds() {
    return trainSeconds + scoreSeconds;
  }

  /** Prints it, with what the quality is called. */
  public void print(PrintStream out, String who, long seed, String measure) {
    out.printf(
        Locale.ROOT,
        "%-6s seed %d: updates %d, train_s %.2f, score_s %.2f, %s %.4f%n",
        who,
        seed,
        updates,
        trainSeconds,
        scoreSeconds,
        measure,
        quality);
  }

  /** Prints the median of the seconds and the mean quality, and returns the median. */
  public static double summary(
      PrintStream out, String who, List<IterationResult> results, String measure) {
    double median =
        results.stream()
            .mapToDouble(IterationResult::seconds)
            .sorted()
            .toArray()[results.size() / 2];
    out.printf(
        Locale.ROOT,
        "%-6s median of train + score %.2f s, mean %s %.4f%n",
        who,
        median,
        measure,
        results.stream().mapToDouble(IterationResult::quality).average().orElseThrow());
    return median;
  }
}
