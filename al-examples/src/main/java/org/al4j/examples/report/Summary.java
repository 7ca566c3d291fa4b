package org.al4j.examples.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.al4j.core.log.Iteration;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.LabelsSaved;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.PairedComparison;
import org.al4j.metrics.curve.SeedCurve;

/**
 * The numbers of a study as tables. The baseline is {@code random}, or the first strategy where it
 * is absent.
 */
public final class Summary {
  private static final String BASELINE = "random";
  private final Study study;
  private final List<LearningCurve> curves;
  private final LearningCurve baseline;

  /** Summarises a study with at least one result. */
  public Summary(Study study) {
    this.study = study;
    this.curves = study.results().stream().map(result -> curve(result, study.score())).toList();
    this.baseline =
        curves.stream()
            .filter(curve -> curve.name().equals(BASELINE))
            .findFirst()
            .orElse(curves.get(0));
  }

  private static LearningCurve curve(Study.StrategyResult result, String score) {
    List<SeedCurve> seeds =
        result.seeds().stream().map(run -> SeedCurve.of(run.seed(), run.history(), score)).toList();
    return new LearningCurve(result.strategy(), seeds);
  }

  /** All tables but the asked texts, for a terminal. */
  public String plain() {
    StringBuilder out = new StringBuilder();
    out.append(quality().plain()).append('\n').append(comparison().plain());
    out.append('\n').append(seconds().plain());
    passes().ifPresent(table -> out.append('\n').append(table.plain()));
    return out.toString();
  }

  /** One learning curve per strategy, in the study's order. */
  List<LearningCurve> curves() {
    return curves;
  }

  /** Mean and interval per round. */
  Table quality() {
    List<String> head = new ArrayList<>(List.of("labelled"));
    curves.forEach(curve -> head.add(curve.name()));
    List<List<String>> rows = new ArrayList<>();
    for (int round = 0; round < baseline.labels().size(); round++) {
      List<String> row = new ArrayList<>();
      row.add(baseline.labels().get(round).toString());
      for (LearningCurve curve : curves) {
        row.add(text(curve.points().get(round).quality()));
      }
      rows.add(row);
    }
    String caption =
        baseline.seeds().size() == 1
            ? ", 1 seed"
            : ": mean over " + seeds() + " and 95 % t interval";
    return new Table(study.score() + caption, head, rows);
  }

  /** Area under the curve, paired difference to the baseline, labels saved. */
  Table comparison() {
    String against = " - " + baseline.name();
    List<String> head =
        List.of(
            "strategy", "AULC", "AULC" + against, "95 % interval", "win/tie/loss", "labels saved");
    List<List<String>> rows = new ArrayList<>();
    for (LearningCurve curve : curves) {
      boolean self = curve.name().equals(baseline.name());
      PairedComparison paired = PairedComparison.of(curve, baseline, Aulc::area);
      rows.add(
          List.of(
              curve.name(),
              text(Aulc.areaOverSeeds(curve)),
              self ? "" : signed(paired.difference().mean()),
              self ? "" : interval(paired.difference()),
              self ? "" : paired.wins() + "/" + paired.ties() + "/" + paired.losses(),
              self ? "" : saved(LabelsSaved.atFinalQuality(curve, baseline))));
    }
    String quality = number(baseline.last().mean());
    return new Table(
        "AULC (area under the mean curve / range of labels), paired over seeds; labels saved at"
            + " equal "
            + study.score()
            + " ("
            + baseline.name()
            + "'s last, "
            + quality
            + ")",
        head,
        rows);
  }

  /** Training and scoring time per round, mean over seeds. */
  Table seconds() {
    return perRound(
        "seconds per round, mean over "
            + seeds()
            + ": training / scoring the pool to choose the round's texts",
        (result, round) ->
            mean(result, round, Iteration::fitSeconds, "%.2f")
                + " / "
                + mean(result, round, Iteration::selectSeconds, "%.2f"));
  }

  /** Training loss per round, mean over seeds; empty if no fit reported any. */
  Optional<Table> losses() {
    boolean any =
        study.results().stream()
            .flatMap(result -> result.seeds().stream())
            .flatMap(run -> run.history().stream())
            .anyMatch(iteration -> !Double.isNaN(iteration.fitLoss()));
    return any
        ? Optional.of(
            perRound(
                "training loss that the fit reported last, mean over " + seeds(),
                (result, round) -> mean(result, round, Iteration::fitLoss, "%.4f")))
        : Optional.empty();
  }

  /** The forward passes that pool subsampling made and saved; empty without it. */
  Optional<Table> passes() {
    return PassesTable.of(study, seeds());
  }

  private Table perRound(String caption, BiFunction<Study.StrategyResult, Integer, String> cell) {
    List<String> head = new ArrayList<>(List.of("labelled"));
    curves.forEach(curve -> head.add(curve.name()));
    List<List<String>> rows = new ArrayList<>();
    for (int round = 0; round < baseline.labels().size(); round++) {
      List<String> row = new ArrayList<>();
      row.add(baseline.labels().get(round).toString());
      for (Study.StrategyResult result : study.results()) {
        row.add(cell.apply(result, round));
      }
      rows.add(row);
    }
    return new Table(caption, head, rows);
  }

  private static String mean(
      Study.StrategyResult result, int round, ToDoubleFunction<Iteration> number, String form) {
    double mean =
        result.seeds().stream()
            .mapToDouble(run -> number.applyAsDouble(run.history().get(round)))
            .average()
            .orElse(0);
    return Double.isNaN(mean) ? "" : String.format(Locale.ROOT, form, mean);
  }

  private String seeds() {
    int count = baseline.seeds().size();
    return count == 1 ? "1 seed" : count + " seeds";
  }

  private static String saved(LabelsSaved saved) {
    OptionalDouble count = saved.saved();
    if (count.isEmpty()) {
      return "not reached";
    }
    return String.format(
        Locale.ROOT,
        "%.0f of %.0f (%.0f %%)",
        count.getAsDouble(),
        saved.baselineLabels().orElseThrow(),
        100 * saved.share().orElseThrow());
  }

  private static String interval(Estimate difference) {
    if (difference.halfWidth().isEmpty()) {
      return "needs 2 seeds";
    }
    return "["
        + signed(difference.lower().orElseThrow())
        + ", "
        + signed(difference.upper().orElseThrow())
        + "]";
  }

  private static String text(Estimate estimate) {
    return estimate.halfWidth().isEmpty()
        ? number(estimate.mean())
        : number(estimate.mean()) + " +- " + number(estimate.halfWidth().getAsDouble());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.3f", value);
  }
}
