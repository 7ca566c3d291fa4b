package org.al4j.study.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.log.Iteration;
import org.al4j.metrics.ConfusionMatrix;
import org.al4j.metrics.Score;

/** Made-up studies of two rounds and two classes. */
final class Studies {
  static final String HOSTILE = "<script>alert('x')</script> & more";
  static final StudyResult.Classes CLASSES =
      new StudyResult.Classes(List.of("bad", "go<o>d"), List.of(40, 60), List.of(6, 4));

  private Studies() {}

  /** Random goes from 0.5 to 0.6 in the first seed and from 0.6 to 0.8 in the second. */
  static StudyResult twoSeeds(String title) {
    return study(
        title,
        result("random", run(1, 0.5, 0.6), run(2, 0.6, 0.8)),
        result("margin", run(1, 0.5, 0.8), run(2, 0.6, 0.8)));
  }

  static StudyResult study(String title, StudyResult.StrategyResult... results) {
    return new StudyResult(
        title,
        Score.higher("accuracy"),
        CLASSES,
        List.of(results),
        Map.of("model", "a <model>"),
        Map.of("jvm", "17"));
  }

  /** Seeds from 1 on; each has a first and a last accuracy. */
  static StudyResult.StrategyResult result(String name, double[]... accuracies) {
    List<StudyResult.SeedResult> runs = new ArrayList<>();
    for (double[] pair : accuracies) {
      runs.add(run(runs.size() + 1, pair[0], pair[1]));
    }
    return new StudyResult.StrategyResult(name, "where <it> pays", runs);
  }

  static StudyResult.StrategyResult result(String name, StudyResult.SeedResult... runs) {
    return new StudyResult.StrategyResult(name, "where <it> pays", List.of(runs));
  }

  static StudyResult.SeedResult run(long seed, double first, double second) {
    return run(seed, first, second, List.of(guess("go<o>d", 0.51), guess("bad", 0.49)));
  }

  /** A run as an older version recorded it. */
  static StudyResult.SeedResult oldRun(long seed, double first, double second) {
    StudyResult.SeedResult run = run(seed, first, second, List.of());
    return new StudyResult.SeedResult(
        seed, run.history(), run.queries(), Optional.empty(), Optional.empty());
  }

  private static StudyResult.SeedResult run(
      long seed, double first, double second, List<StudyResult.Guess> guesses) {
    List<Iteration> history =
        List.of(
            new Iteration(0, 10, 90, 0, Map.of("accuracy", first), 0.5, 2, 1),
            new Iteration(1, 20, 80, 0, Map.of("accuracy", second), 0.5, 2, 1, 0.25));
    StudyResult.QueriedText initial =
        new StudyResult.QueriedText("plain", "go<o>d", Double.NaN, List.of());
    StudyResult.QueriedText asked = new StudyResult.QueriedText(HOSTILE, "bad", 0.99998, guesses);
    return new StudyResult.SeedResult(
        seed,
        history,
        List.of(
            new StudyResult.Queried(0, Collections.nCopies(10, initial)),
            new StudyResult.Queried(1, Collections.nCopies(10, asked))),
        Optional.of(ConfusionMatrix.ofCounts(new long[][] {{3, 3}, {1, 3}})),
        Optional.empty());
  }

  private static StudyResult.Guess guess(String label, double probability) {
    return new StudyResult.Guess(label, probability);
  }
}
