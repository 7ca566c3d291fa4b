package org.al4j.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.al4j.strategies.ups.UpsReport;
import org.al4j.strategies.ups.UpsRound;

/** The forward passes that pool subsampling made and saved, by round and in total. */
final class PassesTable {
  private PassesTable() {}

  /** The table; empty if no strategy of the study has pool subsampling. */
  static Optional<Table> of(StudyResult study, String seeds) {
    List<StudyResult.StrategyResult> sampled =
        study.results().stream()
            .filter(result -> result.seeds().stream().allMatch(run -> run.passes().isPresent()))
            .toList();
    if (sampled.isEmpty()) {
      return Optional.empty();
    }
    List<String> head = new ArrayList<>(List.of("query"));
    sampled.forEach(result -> head.add(result.strategy()));
    List<List<String>> rows = new ArrayList<>();
    int rounds = reports(sampled.get(0)).get(0).rounds().size();
    for (int i = 0; i < rounds; i++) {
      int query = i;
      List<String> row = new ArrayList<>(List.of(Integer.toString(i + 1)));
      for (StudyResult.StrategyResult result : sampled) {
        row.add(
            cell(
                mean(result, report -> round(report, query).scored()),
                mean(result, report -> round(report, query).unlabelled())));
      }
      rows.add(row);
    }
    List<String> total = new ArrayList<>(List.of("all"));
    sampled.forEach(
        result ->
            total.add(cell(mean(result, UpsReport::passes), mean(result, UpsReport::fullPasses))));
    rows.add(total);
    return Optional.of(
        new Table(
            "forward passes to select a query, mean over "
                + seeds
                + ": made / saved by subsampling",
            head,
            rows));
  }

  private static String cell(double made, double pool) {
    String factor =
        made > 0 && made < pool ? String.format(Locale.ROOT, " (%.1f x fewer)", pool / made) : "";
    return String.format(Locale.ROOT, "%.0f / %.0f%s", made, pool - made, factor);
  }

  private static UpsRound round(UpsReport report, int query) {
    return report.rounds().get(query);
  }

  private static double mean(
      StudyResult.StrategyResult result, ToDoubleFunction<UpsReport> number) {
    return reports(result).stream().mapToDouble(number).average().orElseThrow();
  }

  private static List<UpsReport> reports(StudyResult.StrategyResult result) {
    return result.seeds().stream().map(run -> run.passes().orElseThrow()).toList();
  }
}
