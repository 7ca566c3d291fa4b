package org.al4j.examples.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.al4j.core.log.Iteration;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.PairedComparison;

/** What successors make of labels from different sources, over seeds. */
final class PlasmTable {
  /** Where a successor's labels come from. */
  enum Source {
    RANDOM("random", "random"),
    SELF("itself", "itself"),
    MISMATCH("student", "student"),
    PLASM("pseudo", "student + all pseudo-labels"),
    FILTERED("confident", "student + confident pseudo-labels"),
    TRACIN("tracin", "student + pseudo-labels of small self-influence"),
    BY_STUDENT("by-student", "student + all pseudo-labels of its own"),
    BY_ITSELF("by-itself", "student + all pseudo-labels of the successor");

    private final String word;
    private final String title;

    Source(String word, String title) {
      this.word = word;
      this.title = title;
    }

    /** Its name as an argument. */
    String word() {
      return word;
    }
  }

  private record Key(String successor, Source source) {}

  private record Cell(double score, double acquireSeconds, Iteration iteration) {}

  private final String score;
  private final Map<Key, List<Cell>> cells = new LinkedHashMap<>();

  /** A table of a score. */
  PlasmTable(String score) {
    this.score = score;
  }

  /**
   * Adds a measurement; seeds come in the same order for all.
   *
   * @param acquireSeconds to choose the gold labels; NaN for random ones
   */
  void add(String successor, Source source, double acquireSeconds, Iteration iteration) {
    double found = Objects.requireNonNull(iteration.scores().get(score), score);
    cells
        .computeIfAbsent(new Key(successor, source), key -> new ArrayList<>())
        .add(new Cell(found, acquireSeconds, iteration));
  }

  /** The table. */
  String markdown() {
    List<String> head =
        List.of(
            "successor",
            "labels chosen by",
            "gold",
            "pseudo kept / given",
            "right kept / given",
            score,
            score + " - itself (win/tie/loss)",
            "acquire s",
            "train s");
    List<List<String>> rows = new ArrayList<>();
    cells.forEach((key, measured) -> rows.add(row(key, measured)));
    return Cells.table(head, rows);
  }

  private List<String> row(Key key, List<Cell> measured) {
    List<Cell> self = cells.getOrDefault(new Key(key.successor(), Source.SELF), List.of());
    String difference =
        key.source() == Source.SELF || self.size() != measured.size()
            ? ""
            : Cells.difference(PairedComparison.of(scores(measured), scores(self)));
    double acquire =
        measured.stream().mapToDouble(Cell::acquireSeconds).average().orElse(Double.NaN);
    double train =
        measured.stream().mapToDouble(cell -> cell.iteration().fitSeconds()).average().orElse(0);
    return List.of(
        key.successor(),
        key.source().title,
        Integer.toString(measured.get(0).iteration().labelled()),
        pair("%.0f", measured, PseudoLabelScores.KEPT, PseudoLabelScores.GIVEN),
        pair("%.3f", measured, PseudoLabelScores.RIGHT_KEPT, PseudoLabelScores.RIGHT_GIVEN),
        Cells.estimate(Estimate.of(scores(measured))),
        difference,
        Cells.number("%.1f", acquire),
        Cells.number("%.1f", train));
  }

  private static double[] scores(List<Cell> measured) {
    return measured.stream().mapToDouble(Cell::score).toArray();
  }

  private static String pair(String format, List<Cell> measured, String kept, String given) {
    double second = mean(measured, given);
    return Double.isNaN(second)
        ? ""
        : Cells.number(format, mean(measured, kept)) + " / " + Cells.number(format, second);
  }

  /** Mean over the seeds that have the score; NaN if none has. */
  private static double mean(List<Cell> measured, String score) {
    return measured.stream()
        .mapToDouble(cell -> cell.iteration().scores().getOrDefault(score, Double.NaN))
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}
