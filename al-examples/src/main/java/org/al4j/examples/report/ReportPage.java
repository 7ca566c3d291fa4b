package org.al4j.examples.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The HTML page of a report: one file, no script, nothing loaded from elsewhere. */
final class ReportPage {
  private static final String STYLE =
      """
      :root { color-scheme: light; }
      body { font: 16px/1.5 system-ui, Arial, sans-serif; color: #202124; background: #fff;
        max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      svg { width: 100%; height: auto; }
      table { border-collapse: collapse; margin: 1.5rem 0; font-size: .9rem; display: block; overflow-x: auto; }
      caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
      th, td { padding: .3rem .8rem; border-bottom: 1px solid #dadce0; text-align: right; white-space: nowrap;
        font-variant-numeric: tabular-nums; }
      th:first-child { text-align: left; }
      thead th { border-bottom: 2px solid #80868b; }
      .texts th, .texts td, .settings th, .settings td { text-align: left; }
      .texts td:last-child, .settings td:last-child { white-space: normal; overflow-wrap: anywhere; }
      """;

  private ReportPage() {}

  static String html(Study study, Summary summary, String svg) {
    Html page = new Html();
    page.raw("<!DOCTYPE html>").raw("<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    page.element("title", study.title()).raw("<style>" + STYLE + "</style></head><body>");
    page.element("h1", study.title()).raw("<figure style=\"margin:0\">").raw(svg).raw("</figure>");
    List<Table> tables =
        new ArrayList<>(List.of(summary.quality(), summary.comparison(), summary.seconds()));
    summary.losses().ifPresent(tables::add);
    summary.passes().ifPresent(tables::add);
    for (Table table : tables) {
      page.table(table.caption(), table.head(), typeset(table.rows()));
    }
    page.element("h2", "What each strategy asked first").raw("<div class=\"texts\">");
    study.results().forEach(result -> firstAsked(page, result));
    page.raw("</div>").element("h2", "Recipe and provenance").raw("<div class=\"settings\">");
    settings(page, "Recipe", study.recipe());
    settings(page, "Provenance", study.provenance());
    return page.raw("</div></body></html>").toString();
  }

  private static List<List<String>> typeset(List<List<String>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(cell -> cell.replace("+-", "\u00b1")).toList())
        .toList();
  }

  private static void firstAsked(Html page, Study.StrategyResult result) {
    Study.SeedResult first = result.seeds().get(0);
    List<List<String>> rows = new ArrayList<>();
    for (Study.AskedText asked : first.firstAsked()) {
      String utility =
          Double.isNaN(asked.utility()) ? "" : String.format(Locale.ROOT, "%.4f", asked.utility());
      rows.add(List.of(Integer.toString(rows.size() + 1), utility, asked.label(), asked.text()));
    }
    page.table(
        result.strategy() + ", seed " + first.seed() + ", round 1",
        List.of("", "utility", "answer", "text"),
        rows);
  }

  private static void settings(Html page, String caption, Map<String, String> settings) {
    List<List<String>> rows = new ArrayList<>();
    settings.forEach((name, value) -> rows.add(List.of(name, value)));
    page.table(caption, List.of("setting", "value"), rows);
  }
}
