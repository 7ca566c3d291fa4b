package org.al4j.study.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The HTML page of a report: one file, no script, nothing loaded from elsewhere. */
final class ReportPage {
  private ReportPage() {}

  /** The page; {@code wide} and {@code narrow} are the chart as SVG for screens of both kinds. */
  static String html(StudyResult study, Summary summary, String wide, String narrow) {
    Html page = new Html();
    page.raw("<!DOCTYPE html>").raw("<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    page.element("title", study.title()).raw("<style>" + style() + "</style></head><body>");
    page.element("h1", study.title());
    verdict(page, Verdict.of(summary));
    page.raw("<figure class=\"wide\">").raw(wide).raw("</figure>");
    page.raw("<figure class=\"narrow\">").raw(narrow).raw("</figure>");
    RoundTables rounds = new RoundTables(study, summary);
    ScoreTables scores = new ScoreTables(summary);
    page.table(scores.quality());
    scores.comparison().ifPresent(page::table);
    new AdviceSection(study, summary).write(page);
    new ClassSection(study).write(page);
    new ExampleSection(study).write(page);
    rounds.surprises().ifPresent(page::table);
    rounds.beliefs().ifPresent(page::table);
    rounds.pickedClasses().forEach(page::table);
    new LabelSection(study).write(page);
    page.element("h2", "Training and time").table(rounds.seconds());
    losses(page, study, rounds.losses());
    rounds.passes().ifPresent(page::table);
    page.element("h2", "Recipe and provenance").raw("<div class=\"settings\">");
    settings(page, "Recipe", study.recipe());
    settings(page, "Provenance", study.provenance());
    return page.raw("</div></body></html>").toString();
  }

  private static void verdict(Html page, Verdict verdict) {
    page.raw("<section class=\"verdict\">").element("p", verdict.headline()).raw("<ul>");
    verdict.details().forEach(line -> page.element("li", line));
    page.raw("</ul></section>");
  }

  private static void losses(Html page, StudyResult study, Optional<Table> losses) {
    boolean reported =
        study.results().stream()
            .flatMap(result -> result.seeds().stream())
            .flatMap(run -> run.history().stream())
            .anyMatch(iteration -> !Double.isNaN(iteration.fitLoss()));
    losses.ifPresent(page::table);
    if (reported && losses.isEmpty()) {
      page.element(
          "p",
          "Training losses are left out: some were recorded by a version of al that did not divide"
              + " all of them by the number of texts.");
    }
  }

  private static void settings(Html page, String caption, Map<String, String> settings) {
    List<List<String>> rows = new ArrayList<>();
    settings.forEach((name, value) -> rows.add(List.of(name, value)));
    page.table(new Table(caption, List.of("setting", "value"), rows));
  }

  private static String style() {
    try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
