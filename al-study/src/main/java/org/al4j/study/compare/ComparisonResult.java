package org.al4j.study.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.al4j.metrics.Score;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.PairedComparison;
import org.al4j.metrics.curve.SeedCurve;

/**
 * What a comparison found.
 *
 * @param score what the curves show, as it was measured: of errors, lower is better
 * @param rows one for each learner, batch size and strategy
 */
public record ComparisonResult(Score score, List<Row> rows) {
  private static final String RANDOM = "random";
  private static final int COLUMNS = 8;

  /** Copies the list. */
  public ComparisonResult {
    rows = List.copyOf(rows);
  }

  /** What a row is of. */
  public record Cell(String model, int batch, String strategy) {}

  /**
   * The runs of a cell.
   *
   * @param curve over the seeds
   * @param trainings of a run, that on the first texts included
   * @param trainSeconds of a run, all trainings together, mean over the seeds
   * @param chooseSeconds of a run, all queries together, the passes over the pool included
   */
  public record Row(
      Cell cell, LearningCurve curve, int trainings, double trainSeconds, double chooseSeconds) {}

  /**
   * Two tables in Markdown: the score with numbers of labels that all rows have, and over the run
   * (the normalised area with these numbers) with paired differences, trainings and times. The time
   * of a first training that strategies share stands with the first of them.
   */
  public String text() {
    return labelTable() + "\n" + costTable();
  }

  private String labelTable() {
    List<Integer> labels = labels();
    List<String> head = new ArrayList<>(List.of("model", "batch", "strategy"));
    labels.forEach(n -> head.add(score.name() + " with " + n));
    List<List<String>> table = new ArrayList<>();
    for (Row row : rows) {
      List<String> cells = cells(row);
      for (int n : labels) {
        int at = row.curve().labels().indexOf(n);
        cells.add(estimate(row.curve().points().get(at).quality(), "%.3f"));
      }
      table.add(cells);
    }
    return table(head, table);
  }

  /** Some of the shared ones, the first and the last among them, spread where they are many. */
  List<Integer> labels() {
    List<Integer> all = shared();
    List<Integer> some = new ArrayList<>();
    for (int i = 0; i < COLUMNS && all.size() > COLUMNS; i++) {
      some.add(all.get(i * (all.size() - 1) / (COLUMNS - 1)));
    }
    return some.isEmpty() ? all : List.copyOf(some);
  }

  /** Numbers of labels that all rows have. */
  private List<Integer> shared() {
    TreeSet<Integer> shared = new TreeSet<>(rows.get(0).curve().labels());
    rows.forEach(row -> shared.retainAll(row.curve().labels()));
    return List.copyOf(shared);
  }

  /** The area with the shared numbers: with more of them one of the same curve would be larger. */
  private double area(SeedCurve curve) {
    return Aulc.area(curve.resample(shared()));
  }

  private String costTable() {
    boolean models = rows.stream().map(row -> row.cell().model()).distinct().count() > 1;
    boolean batches = rows.stream().map(row -> row.cell().batch()).distinct().count() > 1;
    Cell first = rows.get(0).cell();
    List<String> head = new ArrayList<>(List.of("model", "batch", "strategy"));
    head.addAll(List.of(score.name() + " over the run", "less random"));
    if (models) {
      head.add("less the first model");
    }
    if (batches) {
      head.add("less the first batch size");
    }
    head.addAll(List.of("trainings", "training s", "choosing s"));
    List<List<String>> table = new ArrayList<>();
    for (Row row : rows) {
      Cell cell = row.cell();
      List<String> cells = cells(row);
      cells.add(estimate(over(row), "%.3f"));
      cells.add(less(row, new Cell(cell.model(), cell.batch(), RANDOM)));
      if (models) {
        cells.add(less(row, new Cell(first.model(), cell.batch(), cell.strategy())));
      }
      if (batches) {
        cells.add(less(row, new Cell(cell.model(), first.batch(), cell.strategy())));
      }
      cells.add(Integer.toString(row.trainings()));
      cells.add(String.format(Locale.ROOT, "%.1f", row.trainSeconds()));
      cells.add(String.format(Locale.ROOT, "%.2f", row.chooseSeconds()));
      table.add(cells);
    }
    return table(head, table);
  }

  private Estimate over(Row row) {
    return Estimate.of(row.curve().seeds().stream().mapToDouble(this::area).toArray());
  }

  /** The paired difference; nothing to the row itself, and where there is no such row. */
  private String less(Row row, Cell other) {
    return rows.stream()
        .filter(one -> one.cell().equals(other) && !other.equals(row.cell()))
        .findFirst()
        .map(one -> PairedComparison.of(row.curve(), one.curve(), this::area).difference())
        .map(difference -> estimate(difference, "%+.3f"))
        .orElse("");
  }

  private static List<String> cells(Row row) {
    Cell cell = row.cell();
    return new ArrayList<>(List.of(cell.model(), Integer.toString(cell.batch()), cell.strategy()));
  }

  private static String estimate(Estimate estimate, String form) {
    String mean = String.format(Locale.ROOT, form, estimate.mean());
    return estimate.shownHalfWidth().isEmpty()
        ? mean
        : mean + String.format(Locale.ROOT, " ± %.3f", estimate.shownHalfWidth().getAsDouble());
  }

  private static String table(List<String> head, List<List<String>> rows) {
    StringBuilder out = new StringBuilder(line(head));
    out.append("|---|---:|---").append("|---:".repeat(head.size() - 3)).append("|\n");
    rows.forEach(row -> out.append(line(row)));
    return out.toString();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** Curves by strategy, of random choice and of each other. */
  Map<String, List<LearningCurve>> panels() {
    boolean models = rows.stream().map(row -> row.cell().model()).distinct().count() > 1;
    boolean batches = rows.stream().map(row -> row.cell().batch()).distinct().count() > 1;
    Map<String, List<LearningCurve>> panels = new LinkedHashMap<>();
    for (Row row : rows) {
      Cell cell = row.cell();
      List<String> name = new ArrayList<>();
      if (models) {
        name.add(cell.model());
      }
      if (batches) {
        name.add((models ? "" : "batches of ") + cell.batch()); // short, so that it is not cut
      }
      name.add(cell.strategy());
      panels
          .computeIfAbsent(cell.strategy(), first -> new ArrayList<>())
          .add(new LearningCurve(String.join(", ", name), row.curve().seeds()));
    }
    return panels;
  }
}
