package org.al4j.examples.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.al4j.core.log.Iteration;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.PairedComparison;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.study.report.StudyResult;

/**
 * Quality and cost of the variants; the first is what the others are compared with.
 *
 * @param score the score of the curves
 */
record UpsTable(String score, List<Row> rows) {
  /**
   * A variant.
   *
   * @param seeds its runs
   * @param scored the queries of each run
   */
  record Row(String name, List<StudyResult.SeedResult> seeds, List<List<ScoredRound>> scored) {
    /** Copies the lists. */
    Row {
      seeds = List.copyOf(seeds);
      scored = scored.stream().map(List::copyOf).toList();
    }

    LearningCurve curve(String score) {
      return new LearningCurve(
          name, seeds.stream().map(run -> SeedCurve.of(run.seed(), run.history(), score)).toList());
    }

    /** The sum over the queries that pass, mean over the seeds. */
    double mean(Predicate<ScoredRound> which, ToDoubleFunction<ScoredRound> value) {
      double sum = 0;
      for (List<ScoredRound> run : scored) {
        sum += run.stream().filter(which).mapToDouble(value).sum();
      }
      return sum / scored.size();
    }

    /** How many times fewer passes than scoring everything. */
    double factor(Predicate<ScoredRound> which) {
      return mean(which, ScoredRound::pool) / mean(which, ScoredRound::scored);
    }

    double trainSeconds() {
      return seeds.stream()
          .mapToDouble(run -> run.history().stream().mapToDouble(Iteration::fitSeconds).sum())
          .average()
          .orElse(0);
    }
  }

  /** The table. */
  String markdown() {
    List<String> head = new ArrayList<>(List.of("scored"));
    List<Integer> points = points();
    List<Integer> labels = rows.get(0).curve(score).labels();
    points.forEach(point -> head.add(score + " at " + labels.get(point)));
    head.addAll(
        List.of(
            "AULC",
            "AULC - " + rows.get(0).name() + " (win/tie/loss)",
            "passes a run",
            "fewer",
            "passes a sampled round",
            "fewer",
            "scoring s a run",
            "scoring s a sampled round",
            "training s a run"));
    return Cells.table(head, rows.stream().map(row -> cells(row, points)).toList());
  }

  /** A third, two thirds and the end of the way. */
  private List<Integer> points() {
    int last = rows.get(0).curve(score).labels().size() - 1;
    return List.of(last / 3, 2 * last / 3, last).stream().distinct().toList();
  }

  private List<String> cells(Row row, List<Integer> points) {
    LearningCurve curve = row.curve(score);
    LearningCurve whole = rows.get(0).curve(score);
    List<String> cells = new ArrayList<>(List.of(row.name()));
    points.forEach(point -> cells.add(Cells.estimate(curve.points().get(point).quality())));
    cells.add(Cells.estimate(Aulc.areaOverSeeds(curve)));
    cells.add(
        row.equals(rows.get(0))
            ? ""
            : Cells.difference(PairedComparison.of(curve, whole, Aulc::area)));
    double sampledRounds = row.mean(ScoredRound::sampled, round -> 1);
    cells.add(Cells.number("%.0f", row.mean(round -> true, ScoredRound::scored)));
    cells.add(Cells.number("%.2fx", row.factor(round -> true)));
    cells.add(
        Cells.number("%.0f", row.mean(ScoredRound::sampled, ScoredRound::scored) / sampledRounds));
    cells.add(Cells.number("%.2fx", row.factor(ScoredRound::sampled)));
    cells.add(Cells.number("%.2f", row.mean(round -> true, ScoredRound::seconds)));
    cells.add(
        Cells.number("%.3f", row.mean(ScoredRound::sampled, ScoredRound::seconds) / sampledRounds));
    cells.add(Cells.number("%.1f", row.trainSeconds()));
    return cells;
  }
}
