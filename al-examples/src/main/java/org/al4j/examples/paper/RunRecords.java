package org.al4j.examples.paper;

import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.SeedCurve;

/**
 * What the records of an acquisition grid's runs say: scores beside the main one, and times.
 *
 * @param dir the grid's folder
 */
record RunRecords(Path dir) {
  private static final String ACQUIRE = "acquire";

  /** The finished rounds of what acquired the labels of a folder. */
  List<Iteration> acquisition(String labels) {
    return history(dir.resolve(labels).resolve(ACQUIRE));
  }

  /**
   * The fits of a successor on the labels of a folder.
   *
   * @param rounds how many
   */
  List<Iteration> successor(String labels, String name, int rounds) {
    return IntStream.range(0, rounds)
        .mapToObj(round -> history(dir.resolve(labels).resolve(name + "-round" + round)).get(0))
        .toList();
  }

  private static List<Iteration> history(Path run) {
    return RunLog.read(run).stream()
        .filter(RunEvent.Trained.class::isInstance)
        .map(event -> ((RunEvent.Trained) event).iteration())
        .toList();
  }

  /**
   * A curve of some score.
   *
   * @param counts the labels of each round
   */
  static SeedCurve curve(long seed, List<Integer> counts, List<Iteration> rounds, String score) {
    return new SeedCurve(
        seed,
        counts,
        rounds.stream().map(one -> one.scores().getOrDefault(score, Double.NaN)).toList());
  }

  /** Seconds of all rounds, the mean over runs. */
  static double seconds(List<List<Iteration>> runs, ToDoubleFunction<Iteration> of) {
    return Estimate.of(
            runs.stream().mapToDouble(run -> run.stream().mapToDouble(of).sum()).toArray())
        .mean();
  }
}
