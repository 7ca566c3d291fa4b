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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.log.Iteration;
import org.al4j.metrics.curve.LearningCurve;

/**
 * Writes a study's report into a folder: {@code report.html}, which needs no other file, {@code
 * learning-curve.svg}, {@code .png} and {@code .csv}, {@code runs.csv} with every run's rounds,
 * {@code picked.csv} with what was selected and what the model that did made of it, {@code
 * classes.csv} with every run's scores by class or type of span after its last round, and {@code
 * label-errors.csv} with the labels that are suspected.
 */
public final class Report {
  private static final int PANELS = 3; // beside each other
  private static final LineChart.Size PANEL = new LineChart.Size(560, 460, true);

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
    write(dir.resolve("learning-curve.csv"), curveCsv(summary.curves()));
    write(dir.resolve("runs.csv"), runsCsv(study));
    Optional<String> picked = PickedCsv.of(study);
    if (picked.isPresent()) {
      write(dir.resolve("picked.csv"), picked.get());
    }
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
    return writePicture(dir, "learning-curve", svg, LineChart.WIDTH, LineChart.HEIGHT);
  }

  /**
   * Writes learning curves of an experiment that is no study: {@code NAME.svg}, {@code .png} and
   * {@code .csv}, with 95 % t intervals.
   *
   * @param dir is made where it is not there
   * @param name of the files, without an ending
   * @param title above the picture
   * @param score what the curves show
   * @param curves the first is drawn as the baseline
   * @return a line about the PNG if this JVM cannot draw text, else empty
   */
  public static Optional<String> writeCurves(
      Path dir, String name, String title, String score, List<LearningCurve> curves)
      throws IOException {
    Files.createDirectories(dir);
    String svg = LineChart.svg(content(title, score, curves), LineChart.Size.WIDE);
    write(dir.resolve(name + ".csv"), curveCsv(curves));
    return writePicture(dir, name, svg, LineChart.WIDTH, LineChart.HEIGHT);
  }

  /**
   * Writes learning curves in panels beside each other, where one picture would have too many:
   * {@code NAME.svg}, {@code .png}, and {@code .csv} with each curve once.
   *
   * @param dir is made where it is not there
   * @param name of the files, without an ending
   * @param score what the curves show
   * @param panels by their titles; the first curve of each is drawn as the baseline
   * @return a line about the PNG if this JVM cannot draw text, else empty
   */
  public static Optional<String> writePanels(
      Path dir, String name, String score, Map<String, List<LearningCurve>> panels)
      throws IOException {
    Files.createDirectories(dir);
    List<String> drawn = new ArrayList<>();
    panels.forEach(
        (title, curves) -> drawn.add(LineChart.svg(content(title, score, curves), PANEL)));
    int width = PANEL.width() * Math.min(PANELS, drawn.size());
    int height = PANEL.height() * ((drawn.size() + PANELS - 1) / PANELS); // of all rows
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" role=\"img\">\n",
            width,
            height,
            width,
            height));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    for (int i = 0; i < drawn.size(); i++) {
      String place =
          String.format(
              Locale.ROOT,
              "<svg x=\"%d\" y=\"%d\"",
              PANEL.width() * (i % PANELS),
              PANEL.height() * (i / PANELS));
      svg.append(place).append(drawn.get(i).substring("<svg".length()));
    }
    svg.append("</svg>\n");
    write(
        dir.resolve(name + ".csv"),
        curveCsv(panels.values().stream().flatMap(List::stream).distinct().toList()));
    return writePicture(dir, name, svg.toString(), width, height);
  }

  /**
   * Writes a picture as {@code NAME.svg} and {@code NAME.png}, which has two pixels a unit.
   *
   * @param dir is made where it is not there
   * @param name of the files, without an ending
   * @param svg the document
   * @param width of the document, in its units
   * @param height of the document
   * @return a line about the PNG if this JVM cannot draw text, else empty
   */
  public static Optional<String> writePicture(
      Path dir, String name, String svg, int width, int height) throws IOException {
    Files.createDirectories(dir);
    write(dir.resolve(name + ".svg"), svg);
    byte[] png;
    try {
      png = Png.of(svg, width, height);
    } catch (IOException e) {
      return Optional.of("no " + name + ".png, " + e.getMessage());
    }
    AtomicFile.write(dir.resolve(name + ".png"), png); // a full disk is no lack of fonts
    return Optional.empty();
  }

  private static LineChart.Content content(String title, String score, List<LearningCurve> curves) {
    return new LineChart.Content(
        title,
        "labelled texts",
        score,
        curves.stream().map(Report::series).toList(),
        Optional.empty());
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

  private static String curveCsv(List<LearningCurve> curves) {
    StringWriter out = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord("strategy", "labelled", "mean", "lower", "upper", "seeds");
    for (LearningCurve curve : curves) {
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
