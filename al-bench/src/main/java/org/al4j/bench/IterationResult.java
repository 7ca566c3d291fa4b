package org.al4j.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What an iteration took and reached. */
record IterationResult(int updates, double trainSeconds, double scoreSeconds, double accuracy) {
  double seconds() {
    return trainSeconds + scoreSeconds;
  }

  void print(PrintStream out, String who, long seed) {
    out.printf(
        Locale.ROOT,
        "%-6s seed %d: updates %d, train_s %.2f, score_s %.2f, accuracy %.4f%n",
        who,
        seed,
        updates,
        trainSeconds,
        scoreSeconds,
        accuracy);
  }

  /** Prints the median of the seconds and the mean accuracy, and returns the median. */
  static double summary(PrintStream out, String who, List<IterationResult> results) {
    double median =
        results.stream()
            .mapToDouble(IterationResult::seconds)
            .sorted()
            .toArray()[results.size() / 2];
    out.printf(
        Locale.ROOT,
        "%-6s median of train + score %.2f s, mean accuracy %.4f%n",
        who,
        median,
        results.stream().mapToDouble(IterationResult::accuracy).average().orElseThrow());
    return median;
  }
}
