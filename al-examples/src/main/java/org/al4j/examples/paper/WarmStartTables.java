package org.al4j.examples.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.al4j.examples.experiment.Cells;
import org.al4j.metrics.ClassificationEvaluator;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.PeakComparison;

/**
 * The tables of Aabol and Dragsten 2023, of the mean curves.
 *
 * @param strategies what queries beside random choice
 * @param seeds what each seed gave
 */
record WarmStartTables(List<String> strategies, List<WarmStartRuns> seeds) {
  /** Scores by their names here and there. */
  private static final Map<String, String> SCORES =
      Map.of(
          ClassificationEvaluator.ACCURACY, "accuracy",
          ClassificationEvaluator.BALANCED_ACCURACY, "balanced",
          ClassificationEvaluator.MACRO_F1, "F1");

  private static final List<String> ORDER =
      List.of(
          ClassificationEvaluator.ACCURACY,
          ClassificationEvaluator.BALANCED_ACCURACY,
          ClassificationEvaluator.MACRO_F1);

  /** Tables 5.8 to 5.10: metric less random's, samples; an erratum of theirs put right. */
  private static final Map<String, String> PAPER =
      Map.ofEntries(
          Map.entry("warm-new, least-confidence, accuracy", "+.023, -58 %"),
          Map.entry("warm-new, least-confidence, balanced", "+.028, -44 %"),
          Map.entry("warm-new, least-confidence, F1", "+.017, -58 %"),
          Map.entry("scratch, least-confidence, accuracy", "+.007, -1 %"),
          Map.entry("scratch, least-confidence, balanced", "+.015, +3 %"),
          Map.entry("scratch, least-confidence, F1", "+.005, -1 %"),
          Map.entry("warm-new, margin, accuracy", "+.032, -46 %"),
          Map.entry("warm-new, margin, balanced", "+.033, -39 %"),
          Map.entry("warm-new, margin, F1", "+.033, -49 %"),
          Map.entry("scratch, margin, accuracy", "+.025, -5 %"),
          Map.entry("scratch, margin, balanced", "+.005, -5 %"),
          Map.entry("scratch, margin, F1", "+.005, -5 %"),
          Map.entry("warm-new, entropy, accuracy", "+.034, -53 %"),
          Map.entry("warm-new, entropy, balanced", "+.032, -61 %"),
          Map.entry("warm-new, entropy, F1", "+.028, -53 %"),
          Map.entry("scratch, entropy, accuracy", "+.003, -3 %"),
          Map.entry("scratch, entropy, balanced", "+.001, 0 %"),
          Map.entry("scratch, entropy, F1", "+.002, -3 %"));

  /** Table 5.11: seconds to train and in all. */
  private static final Map<String, String> PAPER_SECONDS =
      Map.of(
          "scratch, random", "11312 / 17936",
          "scratch, least-confidence", "11750 / 19404",
          "scratch, margin", "11888 / 19926",
          "scratch, entropy", "11166 / 18317",
          "warm-new, random", "1607 / 1824",
          "warm-new, least-confidence", "1363 / 2329",
          "warm-new, margin", "1360 / 2102",
          "warm-new, entropy", "1493 / 2449");

  WarmStartTables {
    strategies = List.copyOf(strategies);
    seeds = List.copyOf(seeds);
  }

  /** The curves of accuracy, random choice first. */
  List<LearningCurve> curves() {
    List<LearningCurve> all = new ArrayList<>();
    for (String training : List.of(WarmStartRuns.ANEW, WarmStartRuns.ON)) {
      all.add(curve(training, WarmStartRuns.RANDOM, WarmStartRuns.ACCURACY));
      strategies.forEach(one -> all.add(curve(training, one, WarmStartRuns.ACCURACY)));
    }
    return all;
  }

  /** Peaks, ends and sums of accuracy: tables 5.1, 5.4 and 5.7. */
  String peaks() {
    List<List<String>> rows = new ArrayList<>();
    for (LearningCurve curve : curves()) {
      PeakComparison peak = PeakComparison.of(curve, curve);
      rows.add(
          List.of(
              curve.name(),
              Cells.number("%.3f", peak.peak()),
              Integer.toString(peak.peakLabels()),
              Cells.estimate(curve.last()),
              Cells.number("%.3f", Aulc.sum(curve))));
    }
    return Cells.table(
        List.of("accuracy", "peak", "labels there", "at the end", "AULC, summed over rounds"),
        rows);
  }

  /** Tables 5.8 to 5.10. */
  String savings() {
    List<List<String>> rows = new ArrayList<>();
    for (String training : List.of(WarmStartRuns.ON, WarmStartRuns.ANEW)) {
      for (String strategy : strategies) {
        for (String score : ORDER) {
          rows.add(saving(training, strategy, score));
        }
      }
    }
    return Cells.table(
        List.of(
            "peak of, by",
            "peak",
            "labels there",
            "less random's there",
            "labels against random's peak",
            "paper"),
        rows);
  }

  private List<String> saving(String training, String strategy, String score) {
    PeakComparison peak =
        PeakComparison.of(
            curve(training, strategy, score), curve(training, WarmStartRuns.RANDOM, score));
    OptionalDouble metric = peak.metric();
    String name = WarmStartRuns.name(training, strategy) + ", " + SCORES.get(score);
    return List.of(
        name,
        Cells.number("%.3f", peak.peak()),
        Integer.toString(peak.peakLabels()),
        Cells.number("%+.3f", metric.orElse(Double.NaN)),
        Cells.number("%+.1f %%", 100 * peak.samples()),
        PAPER.getOrDefault(name, ""));
  }

  /** Table 5.11, means over the seeds. */
  String seconds() {
    List<List<String>> rows = new ArrayList<>();
    for (String training : List.of(WarmStartRuns.ON, WarmStartRuns.ANEW)) {
      List<String> all = new ArrayList<>(List.of(WarmStartRuns.RANDOM));
      all.addAll(strategies);
      for (String strategy : all) {
        double train = mean(runs -> runs.trainSeconds(training, strategy));
        double select = mean(runs -> runs.selectSeconds(training, strategy));
        String name = WarmStartRuns.name(training, strategy);
        rows.add(
            List.of(
                name,
                Cells.number("%.1f", train),
                Cells.number("%.1f", select),
                Cells.number("%.1f", train + select),
                PAPER_SECONDS.getOrDefault(name, "")));
      }
    }
    return Cells.table(
        List.of("seconds of a run", "training", "scoring", "both", "paper: training / all"), rows);
  }

  private double mean(ToDoubleFunction<WarmStartRuns> seconds) {
    return Estimate.of(seeds.stream().mapToDouble(seconds).toArray()).mean();
  }

  private LearningCurve curve(String training, String strategy, String score) {
    return new LearningCurve(
        WarmStartRuns.name(training, strategy),
        seeds.stream().map(runs -> runs.curve(training, strategy, score)).toList());
  }
}
