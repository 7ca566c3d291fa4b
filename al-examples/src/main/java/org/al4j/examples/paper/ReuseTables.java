package org.al4j.examples.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.al4j.core.log.Iteration;
import org.al4j.examples.experiment.Cells;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.PairedComparison;
import org.al4j.metrics.curve.Reusability;
import org.al4j.metrics.curve.SeedCurve;

/** What is found of labels from several sources, seed after seed: curves, times, tables. */
final class ReuseTables {
  static final String RANDOM = ReuseClaims.RANDOM;

  /** The runs of a source. */
  private record Runs(
      List<SeedCurve> curves, List<List<Iteration>> acquired, List<List<Iteration>> trained) {
    Runs() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private final Map<String, Runs> bySource = new LinkedHashMap<>();

  /**
   * Adds a seed.
   *
   * @param source whose labels
   * @param curve of the successor
   * @param acquired the rounds of what acquired
   * @param trained the successor's fits; none where it acquired itself
   */
  void add(String source, SeedCurve curve, List<Iteration> acquired, List<Iteration> trained) {
    Runs runs = bySource.computeIfAbsent(source, first -> new Runs());
    runs.curves().add(curve);
    runs.acquired().add(acquired);
    runs.trained().add(trained);
  }

  /** The successor's curves by whose labels. */
  Map<String, LearningCurve> curves() {
    Map<String, LearningCurve> all = new LinkedHashMap<>();
    bySource.forEach((source, runs) -> all.put(source, new LearningCurve(source, runs.curves())));
    return all;
  }

  /** Quality over the run, differences, the area as the thesis sums it, and REU. */
  String reuse(String score) {
    Map<String, LearningCurve> curves = curves();
    LearningCurve random = Objects.requireNonNull(curves.get(RANDOM));
    LearningCurve itself = Objects.requireNonNull(curves.get(ReuseClaims.ITSELF));
    List<List<String>> rows = new ArrayList<>();
    curves.values().forEach(curve -> rows.add(row(curve, random, itself)));
    String table =
        Cells.table(
            List.of(
                "labels of",
                score + " over the run",
                "less random",
                "less its own",
                "AULC, summed",
                "REU"),
            rows);
    return Reusability.of(random, itself, itself).misleads() // by the sum, as the number
        ? table + "\nREU misleads here: its own labels are no better than random ones\n"
        : table;
  }

  private static List<String> row(LearningCurve curve, LearningCurve random, LearningCurve itself) {
    boolean bound = curve.name().equals(RANDOM) || curve.name().equals(ReuseClaims.ITSELF);
    double reuse = bound ? 0 : Reusability.of(random, itself, curve).value().orElse(Double.NaN);
    return List.of(
        curve.name(),
        Cells.estimate(Aulc.areaOverSeeds(curve)),
        curve.name().equals(RANDOM)
            ? ""
            : Cells.difference(PairedComparison.of(curve, random, Aulc::area)),
        curve.name().equals(ReuseClaims.ITSELF)
            ? ""
            : Cells.difference(PairedComparison.of(curve, itself, Aulc::area)),
        Cells.number("%.3f", Aulc.sum(curve)),
        bound ? "" : Cells.number("%+.3f", reuse));
  }

  /** Seconds as the runs recorded them, means over the seeds. */
  String seconds() {
    List<List<String>> rows = new ArrayList<>();
    bySource.forEach(
        (source, runs) -> {
          double train = RunRecords.seconds(runs.acquired(), Iteration::fitSeconds);
          double score = RunRecords.seconds(runs.acquired(), Iteration::selectSeconds);
          double successor = RunRecords.seconds(runs.trained(), Iteration::fitSeconds);
          rows.add(
              List.of(
                  source,
                  Cells.number("%.1f", train),
                  Cells.number("%.1f", score),
                  Cells.number("%.1f", train + score),
                  successor == 0 ? "" : Cells.number("%.1f", successor)));
        });
    return Cells.table(
        List.of(
            "seconds, labels of",
            "training to acquire",
            "scoring to acquire",
            "both",
            "training the successor"),
        rows);
  }
}
