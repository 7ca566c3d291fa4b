package org.al4j.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.LabelsSaved;
import org.al4j.metrics.curve.LearningCurve;

/** The scores of a study as tables. */
record ScoreTables(Summary summary) {
  /** From so many comparisons on it is said that one may look like a difference by chance. */
  private static final int MANY = 3;

  /** The score after each round, and what always giving the same answer gives. */
  Table quality() {
    List<String> head = new ArrayList<>(List.of("labelled"));
    summary.curves().forEach(curve -> head.add(curve.name()));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < summary.baseline().labels().size(); i++) {
      int round = i;
      List<String> row = new ArrayList<>(List.of(summary.baseline().labels().get(i).toString()));
      summary.curves().forEach(curve -> row.add(Spread.at(curve, round).text()));
      rows.add(row);
    }
    summary
        .majority()
        .ifPresent(
            floor -> {
              List<String> row = new ArrayList<>(List.of(floor.name()));
              summary.curves().forEach(curve -> row.add(Spread.number(floor.score())));
              rows.add(row);
            });
    return new Table(summary.titled() + ": " + Spread.meaning(summary.seeds()), head, rows);
  }

  /** Mean score over the run, paired difference to the baseline, labels saved; empty for one. */
  Optional<Table> comparison() {
    if (summary.contrasts().isEmpty()) {
      return Optional.empty();
    }
    String mean = "mean " + summary.score();
    List<String> head =
        List.of(
            "strategy",
            mean,
            "less " + summary.baseline().name() + "'s",
            "95 % interval",
            "seeds better/equal/worse",
            summary.counted() + " saved");
    List<List<String>> rows = new ArrayList<>();
    for (LearningCurve curve : summary.curves()) {
      Optional<Contrast> contrast =
          summary.contrasts().stream().filter(one -> one.name().equals(curve.name())).findFirst();
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
        summary.seeds() >= Spread.SEEDS && summary.contrasts().size() >= MANY
            ? "; each interval stands alone: of 20 strategies without a difference, about one"
                + " interval leaves out 0 by chance"
            : "";
    return mean
        + (summary.direction().higherIsBetter() ? "" : ", of which less is better,")
        + " over the run (area under the curve / range of "
        + summary.counted()
        + "), paired over seeds; "
        + summary.counted()
        + " saved on the way to "
        + summary.score()
        + " "
        + Spread.number(summary.baseline().last().mean())
        + ", "
        + summary.baseline().name()
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
}
