package org.al4j.examples.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.log.Iteration;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.LearningCurve;

/**
 * Writes a study's report into a folder: {@code report.html}, which needs no other file, {@code
 * learning-curve.svg}, {@code .png} and {@code .csv}, and {@code runs.csv} with every run's rounds.
 */
public final class Report {
  private Report() {}

  /**
   * Writes the report; existing report files are replaced one by one, each at once.
   *
   * @return a line about the PNG if this JVM cannot draw text, else empty
   */
  public static Optional<String> write(Study study, Path dir) throws IOException {
    Files.createDirectories(dir);
    Summary summary = new Summary(study);
    String svg = chart(study, summary);
    write(dir.resolve("learning-curve.svg"), svg);
    write(dir.resolve("learning-curve.csv"), curveCsv(summary));
    write(dir.resolve("runs.csv"), runsCsv(study));
    write(dir.resolve("report.html"), ReportPage.html(study, summary, svg));
    try {
      AtomicFile.write(
          dir.resolve("learning-curve.png"), Png.of(svg, LineChart.WIDTH, LineChart.HEIGHT));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("no learning-curve.png, " + e.getMessage());
    }
  }

  private static String chart(Study study, Summary summary) {
    List<ChartSeries> series = new ArrayList<>();
    for (LearningCurve curve : summary.curves()) {
      series.add(
          new ChartSeries(curve.name(), curve.points().stream().map(Report::point).toList()));
    }
    int seeds = summary.curves().get(0).seeds().size();
    String band = seeds > 1 ? "mean of " + seeds + " seeds, 95 % t intervals" : "one seed";
    return LineChart.svg(
        study.title() + " (" + band + ")", "labelled texts", study.score(), series);
  }

  private static ChartSeries.Point point(LearningCurve.Point point) {
    Estimate quality = point.quality();
    double half = quality.halfWidth().orElse(0);
    return new ChartSeries.Point(
        point.labels(), quality.mean(), quality.mean() - half, quality.mean() + half);
  }

  private static String curveCsv(Summary summary) {
    StringWriter out = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord("strategy", "labelled", "mean", "lower", "upper", "seeds");
    for (LearningCurve curve : summary.curves()) {
      for (LearningCurve.Point point : curve.points()) {
        Estimate quality = point.quality();
        csv.writeRecord(
            curve.name(),
            Integer.toString(point.labels()),
            Double.toString(quality.mean()),
            quality.lower().isEmpty() ? "" : Double.toString(quality.lower().getAsDouble()),
            quality.upper().isEmpty() ? "" : Double.toString(quality.upper().getAsDouble()),
            Integer.toString(quality.n()));
      }
    }
    return out.toString();
  }

  private static String runsCsv(Study study) {
    StringWriter out = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord(
        "strategy",
        "seed",
        "round",
        "labelled",
        study.score(),
        "train_seconds",
        "score_seconds",
        "train_loss");
    for (Study.StrategyResult result : study.results()) {
      for (Study.SeedResult run : result.seeds()) {
        for (Iteration iteration : run.history()) {
          csv.writeRecord(
              result.strategy(),
              Long.toString(run.seed()),
              Integer.toString(iteration.round()),
              Integer.toString(iteration.labelled()),
              Double.toString(iteration.scores().get(study.score())),
              Double.toString(iteration.fitSeconds()),
              Double.toString(iteration.selectSeconds()),
              Double.isNaN(iteration.fitLoss()) ? "" : Double.toString(iteration.fitLoss()));
        }
      }
    }
    return out.toString();
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
