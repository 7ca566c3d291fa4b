package org.al4j.examples.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.al4j.metrics.curve.Estimate;
import org.al4j.study.advice.SuspectedLabels;

/** How many of the suspected labels had been flipped, way by way of looking for them. */
final class LabelErrorTable {
  /** How much of a list people would look at first. */
  private static final int FIRST = 20;

  private final List<List<String>> rows = new ArrayList<>();

  /**
   * What one run found.
   *
   * @param checked labels looked at
   * @param wrong of these, flipped
   * @param suspected length of the list
   * @param found flipped labels in the list
   * @param first flipped labels among the first of the list, a share of these
   */
  record Found(int checked, int wrong, int suspected, int found, double first) {
    static Found of(SuspectedLabels labels, FlippedLabels truth) {
      List<Boolean> right =
          labels.suspects().stream().map(one -> truth.flipped().contains(one.id())).toList();
      int top = Math.min(FIRST, right.size());
      return new Found(
          labels.checked().size(),
          (int) labels.checked().stream().filter(truth.flipped()::contains).count(),
          right.size(),
          (int) right.stream().filter(hit -> hit).count(),
          top == 0 ? 0 : right.subList(0, top).stream().filter(hit -> hit).count() / (double) top);
    }

    double precision() {
      return suspected == 0 ? 0 : (double) found / suspected;
    }

    double recall() {
      return wrong == 0 ? 0 : (double) found / wrong;
    }
  }

  /** Adds a row: what the runs of a way found, a run each seed. */
  void add(String way, List<Found> runs) {
    rows.add(
        List.of(
            way,
            whole(runs, Found::checked),
            whole(runs, Found::wrong),
            whole(runs, Found::suspected),
            mean(runs, Found::precision),
            mean(runs, Found::recall),
            mean(runs, Found::first)));
  }

  private static String whole(List<Found> runs, ToDoubleFunction<Found> number) {
    return Cells.number("%.0f", runs.stream().mapToDouble(number).average().orElse(Double.NaN));
  }

  private static String mean(List<Found> runs, ToDoubleFunction<Found> number) {
    return Cells.estimate(Estimate.of(runs.stream().mapToDouble(number).toArray()));
  }

  /** The table in Markdown. */
  String markdown() {
    return Cells.table(
        List.of(
            "judged by",
            "labels looked at",
            "of them flipped",
            "suspected",
            "precision of the list",
            "recall",
            "precision of its first " + FIRST),
        rows);
  }
}
