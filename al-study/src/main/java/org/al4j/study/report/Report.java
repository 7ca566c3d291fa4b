package org.al4j.study.report;

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
import org.al4j.metrics.curve.LearningCurve;

/**
 * Writes a study's report into a folder: {@code report.html}, which needs no other file, {@code
 * learning-curve.svg}, {@code .png} and {@code .csv}, {@code runs.csv} with every run's rounds,
 * {@code classes.csv} with every run's scores by class or type of span after its last round, and
 * {@code label-errors.csv} with the labels that are suspected.
 */
public final class Report {
  private Report() {}

  /**
   * Writes the report; existing report files are replaced one by one, each at once.
   *
   * @return a line about the PNG if this JVM cannot draw text, else empty
   */
  public static Optional<String> write(StudyResult study, Path dir) throws IOException {
    Files.createDirectories(dir);
    Summary summary = new Summary(study);
    LineChart.Content chart = chart(study, summary);
    String svg = LineChart.svg(chart, LineChart.Size.WIDE);
    write(dir.resolve("learning-curve.svg"), svg);
    write(dir.resolve("learning-curve.csv"), curveCsv(summary));
    write(dir.resolve("runs.csv"), runsCsv(study));
    Optional<String> classes = new ClassSection(study).csv();
    if (classes.isPresent()) {
      write(dir.resolve("classes.csv"), classes.get());
    }
    Optional<String> suspects = new LabelSection(study).csv();
    if (suspects.isPresent()) {
      write(dir.resolve("label-errors.csv"), suspects.get());
    }
    String narrow = LineChart.svg(chart, LineChart.Size.NARROW);
    write(dir.resolve("report.html"), ReportPage.html(study, summary, svg, narrow));
    byte[] png;
    try {
      png = Png.of(svg, LineChart.WIDTH, LineChart.HEIGHT);
    } catch (IOException e) {
      return Optional.of("no learning-curve.png, " + e.getMessage());
    }
    AtomicFile.write(dir.resolve("learning-curve.png"), png); // a full disk is no lack of fonts
    return Optional.empty();
  }

  private static LineChart.Content chart(StudyResult study, Summary summary) {
    List<ChartSeries> series = summary.curves().stream().map(Report::series).toList();
    String band =
        switch (summary.seeds()) {
          case 1 -> "one seed";
          case 2 -> "2 seeds: mean, lowest and highest";
          default -> "mean of " + summary.seeds() + " seeds, 95 % t intervals";
        };
    return new LineChart.Content(
        study.title() + " (" + band + ")",
        "labelled " + summary.unit(),
        summary.titled(),
        series,
        summary.majority().map(one -> new LineChart.Floor(one.name(), one.score())));
  }

  private static ChartSeries series(LearningCurve curve) {
    List<ChartSeries.Point> points = new ArrayList<>();
    for (int round = 0; round < curve.labels().size(); round++) {
      Spread spread = Spread.at(curve, round);
      points.add(
          new ChartSeries.Point(
              curve.labels().get(round), spread.mean(), spread.bottom(), spread.top()));
    }
    return new ChartSeries(curve.name(), points);
  }

  private static String curveCsv(Summary summary) {
    StringWriter out = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord("strategy", "labelled", "mean", "lower", "upper", "seeds");
    for (LearningCurve curve : summary.curves()) {
      for (int round = 0; round < curve.labels().size(); round++) {
        Spread spread = Spread.at(curve, round);
        boolean interval = spread.half().isPresent();
        csv.writeRecord(
            curve.name(),
            Integer.toString(curve.labels().get(round)),
            Double.toString(spread.mean()),
            interval ? Double.toString(spread.bottom()) : "",
            interval ? Double.toString(spread.top()) : "",
            Integer.toString(spread.seeds()));
      }
    }
    return out.toString();
  }

  private static String runsCsv(StudyResult study) {
    StringWriter out = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord(
        "strategy",
        "seed",
        "round",
        "labelled",
        study.score().name(),
        "train_seconds",
        "score_seconds",
        "train_loss");
    for (StudyResult.StrategyResult result : study.results()) {
      for (StudyResult.SeedResult run : result.seeds()) {
        for (Iteration iteration : run.history()) {
          csv.writeRecord(
              result.strategy(),
              Long.toString(run.seed()),
              Integer.toString(iteration.round()),
              Integer.toString(iteration.labelled()),
              Double.toString(iteration.scores().getOrDefault(study.score().name(), Double.NaN)),
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
