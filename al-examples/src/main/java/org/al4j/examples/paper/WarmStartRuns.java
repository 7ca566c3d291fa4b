package org.al4j.examples.paper;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.al4j.core.log.Iteration;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.PeakComparison;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.study.report.StudyResult;

/**
 * What one seed gave: the run of each training and strategy.
 *
 * @param byName by training and strategy with a comma between them
 */
record WarmStartRuns(Map<String, StudyResult.SeedResult> byName) {
  static final String ANEW = "scratch";
  static final String ON = "warm-new";
  static final String RANDOM = "random";
  static final String ACCURACY = "accuracy";

  static String name(String training, String strategy) {
    return training + ", " + strategy;
  }

  StudyResult.SeedResult of(String training, String strategy) {
    return Objects.requireNonNull(byName.get(name(training, strategy)));
  }

  SeedCurve curve(String training, String strategy, String score) {
    StudyResult.SeedResult run = of(training, strategy);
    return SeedCurve.of(run.seed(), run.history(), score);
  }

  /**
   * To train all of a run's models. The first labels are the same for all strategies, so their fit
   * is shared: its time stands with random choice, which comes first, and counts for each.
   */
  double trainSeconds(String training, String strategy) {
    double first = of(training, RANDOM).history().get(0).fitSeconds();
    return first
        + of(training, strategy).history().stream()
            .skip(1)
            .mapToDouble(Iteration::fitSeconds)
            .sum();
  }

  /** Whether a run's best round is not its last: only then is its peak known. */
  boolean isPast(String training, String strategy) {
    List<Double> qualities = curve(training, strategy, ACCURACY).qualities();
    return qualities.indexOf(Collections.max(qualities)) < qualities.size() - 1;
  }

  /** To choose all of a run's queries. */
  double selectSeconds(String training, String strategy) {
    return of(training, strategy).history().stream().mapToDouble(Iteration::selectSeconds).sum();
  }

  /** Against random choice, of the seed's accuracies. */
  PeakComparison peaks(String training, String strategy) {
    return PeakComparison.of(
        new LearningCurve(strategy, List.of(curve(training, strategy, ACCURACY))),
        new LearningCurve(RANDOM, List.of(curve(training, RANDOM, ACCURACY))));
  }

  /** From the peak to the end; noise alone makes it negative, as often as there are rounds. */
  double drop(String training, String strategy) {
    return last(training, strategy) - peaks(training, strategy).peak();
  }

  /** The accuracy at the end. */
  double last(String training, String strategy) {
    SeedCurve curve = curve(training, strategy, ACCURACY);
    return curve.qualities().get(curve.size() - 1);
  }
}
