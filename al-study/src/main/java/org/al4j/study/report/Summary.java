package org.al4j.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.al4j.metrics.Score;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.LabelsSaved;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.SeedCurve;

/**
 * A study in words and tables. The baseline is {@code random}, or the first strategy where it is
 * absent.
 */
public final class Summary {
  private static final String BASELINE = "random";

  /** From so many comparisons on it is said that one may look like a difference by chance. */
  private static final int MANY = 3;

  private final StudyResult study;
  private final List<LearningCurve> curves;
  private final LearningCurve baseline;
  private final List<Contrast> contrasts;
  private final Optional<Majority> majority;

  /** Summarises a study with at least one result. */
  public Summary(StudyResult study) {
    this.study = study;
    this.curves = study.results().stream().map(result -> curve(result, score())).toList();
    this.baseline =
        curves.stream()
            .filter(curve -> curve.name().equals(BASELINE))
            .findFirst()
            .orElse(curves.get(0));
    this.contrasts =
        curves.stream()
            .filter(curve -> !curve.name().equals(baseline.name()))
            .map(curve -> Contrast.of(study.score(), curve, baseline))
            .toList();
    this.majority = Majority.of(study);
  }

  private static LearningCurve curve(StudyResult.StrategyResult result, String score) {
    List<SeedCurve> seeds =
        result.seeds().stream().map(run -> SeedCurve.of(run.seed(), run.history(), score)).toList();
    return new LearningCurve(result.strategy(), seeds);
  }

  /** The verdict and the tables of scores and times, for a terminal. */
  public String plain() {
    Verdict verdict = Verdict.of(this);
    StringBuilder out = new StringBuilder(verdict.headline()).append('\n');
    verdict.details().forEach(line -> out.append("  ").append(line).append('\n'));
    RoundTables rounds = new RoundTables(study, this);
    List<Table> tables = new ArrayList<>(List.of(quality()));
    comparison().ifPresent(tables::add);
    rounds.surprises().ifPresent(tables::add);
    tables.add(rounds.seconds());
    rounds.passes().ifPresent(tables::add);
    tables.forEach(table -> out.append('\n').append(table.plain()));
    return out.toString();
  }

  /** The name of the score. */
  String score() {
    return study.score().name();
  }

  /** The score with its direction. */
  Score direction() {
    return study.score();
  }

  /** The name of the score, and that less is better where it is so. */
  String titled() {
    return score() + (study.score().higherIsBetter() ? "" : " (less is better)");
  }

  /** How many seeds each strategy has. */
  int seeds() {
    return baseline.seeds().size();
  }

  /** One learning curve per strategy, in the study's order. */
  List<LearningCurve> curves() {
    return curves;
  }

  /** What the others are compared with. */
  LearningCurve baseline() {
    return baseline;
  }

  /** The other strategies beside the baseline, in the study's order. */
  List<Contrast> contrasts() {
    return contrasts;
  }

  /** What always giving the same answer gives; empty where that is unknown. */
  Optional<Majority> majority() {
    return majority;
  }

  /** The score after each round, and what always giving the same answer gives. */
  Table quality() {
    List<String> head = new ArrayList<>(List.of("labelled"));
    curves.forEach(curve -> head.add(curve.name()));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < baseline.labels().size(); i++) {
      int round = i;
      List<String> row = new ArrayList<>(List.of(baseline.labels().get(i).toString()));
      curves.forEach(curve -> row.add(Spread.at(curve, round).text()));
      rows.add(row);
    }
    majority.ifPresent(
        floor -> {
          List<String> row = new ArrayList<>(List.of(floor.name()));
          curves.forEach(curve -> row.add(Spread.number(floor.score())));
          rows.add(row);
        });
    return new Table(titled() + ": " + Spread.meaning(seeds()), head, rows);
  }

  /** Mean score over the run, paired difference to the baseline, labels saved; empty for one. */
  Optional<Table> comparison() {
    if (contrasts.isEmpty()) {
      return Optional.empty();
    }
    String mean = "mean " + score();
    List<String> head =
        List.of(
            "strategy",
            mean,
            "less " + baseline.name() + "'s",
            "95 % interval",
            "seeds better/equal/worse",
            "labels saved");
    List<List<String>> rows = new ArrayList<>();
    for (LearningCurve curve : curves) {
      Optional<Contrast> contrast =
          contrasts.stream().filter(one -> one.name().equals(curve.name())).findFirst();
      rows.add(
          List.of(
              curve.name(),
              area(curve).text(),
              cell(contrast, one -> Spread.signed(one.difference().mean())),
              cell(contrast, one -> one.difference().interval()),
              cell(contrast, one -> one.wins() + "/" + one.ties() + "/" + one.losses()),
              cell(contrast, one -> saved(one.saved()))));
    }
    return Optional.of(new Table(comparisonCaption(mean), head, rows));
  }

  private String comparisonCaption(String mean) {
    String chance =
        seeds() >= Spread.SEEDS && contrasts.size() >= MANY
            ? "; each interval stands alone: of 20 strategies without a difference, about one"
                + " interval leaves out 0 by chance"
            : "";
    return mean
        + (study.score().higherIsBetter() ? "" : ", of which less is better,")
        + " over the run (area under the curve / range of labels), paired over seeds; labels saved"
        + " on the way to "
        + score()
        + " "
        + Spread.number(baseline.last().mean())
        + ", "
        + baseline.name()
        + "'s last"
        + chance;
  }

  private static Spread area(LearningCurve curve) {
    return Spread.of(curve.seeds().stream().mapToDouble(Aulc::area).toArray());
  }

  private static String cell(Optional<Contrast> contrast, Function<Contrast, String> text) {
    return contrast.map(text).orElse("");
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

  /** For example {@code 1 seed}, {@code 5 seeds}. */
  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
